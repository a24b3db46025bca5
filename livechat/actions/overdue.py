"""
Conversations that nobody answers in the time their department allows: back to the queue, more
urgent each time that time passes, and said in the log.
"""

from datetime import timedelta

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from .. import audit
from ..errors import Busy, NotFound
from ..models import Conversation, Department, Message, display_name
from .conversations import back_to_queue, changed
from .locking import locked
from .messages import append_event

MOST_URGENT = 3
AT_ONCE = 100
AS_FOUND = ("status", "assignee_id", "last_seq", "priority")
"""What must still be so when we have the lock: somebody may have answered meanwhile."""


def return_overdue():
    """Returns how many conversations have become more urgent."""
    limited = Department.objects.active().filter(answer_within__isnull=False).order_by()
    limits = list(limited.values_list("answer_within", flat=True).distinct())
    found = [*_waiting_too_long(limits), *_unanswered(limits)] if limits else []
    return sum(_escalated(row) for row in found)


def _waiting_too_long(limits):
    waiting = Conversation.objects.waiting().filter(priority__lt=MOST_URGENT)
    since = Greatest("waiting_since", Coalesce("escalated_at", "waiting_since"))
    return _past(limits, waiting, since)


def _unanswered(limits):
    """Open ones whose visitor has the last word, since before the limit."""
    said = Message.objects.filter(conversation=OuterRef("pk")).order_by("-seq")
    answers = said.filter(role__in=["staff", "bot"]).exclude(kind=Message.Kind.NOTE)
    asked = Message.objects.filter(
        conversation=OuterRef("pk"),
        role=Message.Role.VISITOR,
        seq__gt=Coalesce(OuterRef("answered_seq"), 0),
    ).order_by("seq")
    rows = (
        Conversation.objects.filter(status=Conversation.Status.OPEN, assignee__isnull=False)
        .annotate(answered_seq=Subquery(answers.values("seq")[:1]))
        .annotate(asked_at=Subquery(asked.values("created_at")[:1]))
        .filter(asked_at__isnull=False)
    )
    return _past(limits, rows, Greatest("asked_at", Coalesce("assigned_at", "asked_at")))


def _past(limits, rows, since):
    """Those that have been so since before their department's limit, the oldest first."""
    now = timezone.now()
    too_long = Q(pk=None)
    for minutes in limits:
        too_long |= Q(department__answer_within=minutes, since__lt=now - timedelta(minutes=minutes))
    timed = rows.filter(department__is_active=True, department__answer_within__in=limits)
    return timed.annotate(since=since).filter(too_long).order_by("since")[:AT_ONCE]


def _escalated(found):
    try:
        return _escalate(found)
    except (Busy, NotFound):
        return False  # Somebody is busy with it; the next run looks again.


def _escalate(found):
    with locked(found) as row:
        if any(getattr(row, name) != getattr(found, name) for name in AS_FOUND):
            return False
        messages = []
        if row.assignee_id is not None:
            messages.append(append_event(row, "returned", by=display_name(row.assignee)))
            back_to_queue(row)
        row.priority = min(MOST_URGENT, row.priority + 1)
        row.escalated_at = timezone.now()
        audit.escalated(row)
        changed(row, *messages)
        return True
