"""``livechat_purge_uploads``: for a timer on sites where days pass between two uploads."""

from django.core.management.base import BaseCommand

from livechat.actions.attachments import purge_orphans


class Command(BaseCommand):
    help = "Delete files whose message was never sent. Every upload does it too, a few at a time."

    def handle(self, *args, **options):
        self.stdout.write(f"{purge_orphans()} deleted.")
