"""``livechat_due``: the timed work once, for sites without an ASGI process that does it."""

from django.core.management.base import BaseCommand

from livechat.timed import do_everything


class Command(BaseCommand):
    help = "Give waiting conversations, return overdue ones, send what is due. Safe at any time."

    def handle(self, *args, **options):
        do_everything()
