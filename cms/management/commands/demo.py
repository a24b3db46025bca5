"""``manage.py demo``: database, content and static files, made from nothing or kept as they are."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from cms.demo.building import built_aside
from cms.demo.fill import fill
from cms.demo.static import collect_if_changed
from cms.demo.wipe import wipe


class Command(BaseCommand):
    # They look at the whole site and would make every start a second slower.
    requires_system_checks = []
    help = "Migrate, and fill the site with the demo content. Keeps what is there."

    def add_arguments(self, parser):
        parser.add_argument(
            "--fresh", action="store_true", help="Delete everything in the database first."
        )
        parser.add_argument(
            "--static", action="store_true", help="Also collect the static files, if they changed."
        )
        parser.add_argument(
            "--no-migrate", action="store_false", dest="migrate", help="The tables are there."
        )

    def handle(self, *, fresh, static, migrate, verbosity, **options):
        self.verbosity = verbosity
        try:
            if fresh:
                self.say("Deleting the old content")
                wipe()
            if migrate:
                self.make_tables_and_fill()
            else:
                fill(self.say)
        except OperationalError as error:
            hint = " Is it running, and is DATABASE_URL right?" * (connection.vendor != "sqlite")
            raise CommandError(f"The database refused: {error}{hint}") from error
        if static:
            collect_if_changed(self.say)

    def make_tables_and_fill(self):
        with built_aside():
            self.say("Database tables")
            call_command("migrate", verbosity=0, interactive=False)
            fill(self.say)

    def say(self, line):
        if self.verbosity:
            self.stdout.write(f"  · {line}")
            self.stdout.flush()
