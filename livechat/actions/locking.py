"""One conversation's row, locked for one transaction."""

from contextlib import contextmanager

from django.db import connection, transaction

from ..delivery.database import busy_on_trouble
from ..errors import NotFound
from ..models import Conversation

PATIENT, HURRIED = "2s", "300ms"
"""
A row locked longer than this is answered ``busy`` (PostgreSQL; SQLite has its own timeout). One
command of this process waits patiently for a row; others that come meanwhile do not, so that one
locked conversation never uses up the threads that all conversations share.
"""

_awaited = set()


@contextmanager
def locked(conversation):
    """
    The conversation's present row with its people, under its lock, in a transaction. Raises Busy
    when the lock is not to be had in time, NotFound when the conversation is gone.
    """
    with busy_on_trouble(), transaction.atomic():
        row = _wait_for(conversation.pk)
        if row is None:
            raise NotFound
        yield row


def _wait_for(pk):
    is_first = pk not in _awaited
    _awaited.add(pk)
    try:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{PATIENT if is_first else HURRIED}'")
        rows = Conversation.objects.with_people()
        if connection.features.has_select_for_update_of:
            rows = rows.select_for_update(of=("self",), no_key=True)
        else:
            rows = rows.select_for_update()
        return rows.filter(pk=pk).first()
    finally:
        if is_first:
            _awaited.discard(pk)
