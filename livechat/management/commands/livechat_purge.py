"""``livechat_purge``: delete old conversations, or all of one person, for good."""

from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from livechat.actions import retention


class Command(BaseCommand):
    help = (
        "Delete conversations with messages, files, notes, grants, log and search entries: those "
        "closed longer ago than so many days, or all of the person with an e-mail address."
    )

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--older-than", type=int, metavar="DAYS")
        what.add_argument("--email", metavar="ADDRESS")
        parser.add_argument("--dry-run", action="store_true", help="only say how many")

    def handle(self, *args, older_than, email, dry_run, **options):
        if older_than is not None and older_than < 0:
            raise CommandError("How many days? A number from 0 on, please.")
        before = timezone.now() - timedelta(days=older_than or 0)
        rows = retention.of_person(email) if email else retention.closed_before(before)
        if dry_run:
            self.stdout.write(f"{rows.count()} would be deleted.")
        else:
            number = retention.purge_person(email) if email else retention.purge(rows)
            self.stdout.write(f"{number} deleted.")
