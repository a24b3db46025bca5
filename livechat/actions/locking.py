"""One conversation's row, locked for one transaction."""

import time
from contextlib import contextmanager

from django.db import connection, transaction

from ..delivery.database import busy_on_trouble
from ..errors import NotFound
from ..models import Conversation

PATIENT, HURRIED, LEAST = 2.0, 0.3, 0.02
"""
Seconds. A row locked longer is answered ``busy`` (PostgreSQL; SQLite has its own timeout). One
command of this process waits patiently for a row; others that come meanwhile give up when that one
has waited a moment, so that one locked conversation never uses up the threads that all share.
"""

_awaited = {}


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
    now = time.monotonic()
    since = _awaited.setdefault(pk, now)
    is_first = since == now
    timeout = PATIENT if is_first else max(LEAST, since + HURRIED - now)
    try:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = {timeout * 1000:.0f}")
        rows = Conversation.objects.with_people()
        if connection.features.has_select_for_update_of:
            rows = rows.select_for_update(of=("self",), no_key=True)
        else:
            rows = rows.select_for_update()
        return rows.filter(pk=pk).first()
    finally:
        if is_first:
            _awaited.pop(pk, None)
