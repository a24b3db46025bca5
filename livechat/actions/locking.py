"""One conversation's row, locked for one transaction."""

from contextlib import contextmanager

from django.db import connection, transaction

from ..delivery.database import busy_on_trouble
from ..errors import NotFound
from ..models import Conversation

LOCK_TIMEOUT = "2s"
"""A row locked longer than this is answered ``busy`` (PostgreSQL; SQLite has its own timeout)."""


@contextmanager
def locked(conversation):
    """
    The conversation's present row with its people, under its lock, in a transaction. Raises Busy
    when the lock is not to be had in time, NotFound when the conversation is gone.
    """
    with busy_on_trouble(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
        rows = Conversation.objects.with_people()
        if connection.features.has_select_for_update_of:
            rows = rows.select_for_update(of=("self",), no_key=True)
        else:
            rows = rows.select_for_update()
        row = rows.filter(pk=conversation.pk).first()
        if row is None:
            raise NotFound
        yield row
