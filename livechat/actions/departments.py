"""What happens to a department's conversations when it goes."""

from django.db import transaction
from django.db.models import F

from .. import audit
from ..delivery.hub import announce
from ..delivery.posting import conversation_changed
from ..models import Conversation

AT_ONCE = 200
"""Conversations announced together."""


def move_conversations(department, to, user=None):
    """All of them, open and closed, to another department; assignees keep theirs if they may."""
    with transaction.atomic():
        pks = list(department.conversations.order_by().values_list("pk", flat=True))
        Conversation.objects.filter(pk__in=pks).update(
            department=to, rev=F("rev") + 1, visitor_rev=F("visitor_rev") + 1
        )
        audit.moved(department, to, len(pks), user)
        transaction.on_commit(lambda: _tell(pks, department.pk))


def _tell(pks, left):
    for start in range(0, len(pks), AT_ONCE):
        rows = Conversation.objects.with_people().filter(pk__in=pks[start : start + AT_ONCE])
        announce([conversation_changed(row, left=left) for row in rows])
