"""Erasing a conversation: nothing of it stays but a log entry that it was."""

from django.db import transaction

from .. import audit
from ..delivery.announcement import Erased
from ..delivery.hub import announce
from .locking import locked


def erase(conversation, user):
    """
    Delete it with its messages, marks, grants and log; the visitor too, if this was all there was
    of them. Who may do this has been decided before (manage level).
    """
    with locked(conversation) as row:
        gone = Erased(str(row.public_id), row.pk, row.department_id)
        visitor = row.visitor
        audit.erased(row, user)
        row.delete()
        if not visitor.conversations.exists():
            visitor.delete()
        transaction.on_commit(lambda: announce([gone]))
