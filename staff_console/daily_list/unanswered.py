"""Live conversations whose visitor has the last word."""

from django.db.models import OuterRef, Subquery

from livechat.access import Level
from livechat.models import Conversation, Message

MOST = 50


def unanswered_for(access):
    """
    Those that this person may answer, in departments that send the list: the one that has waited
    longest first, at most fifty, and how many there are.
    """
    said = Message.objects.filter(conversation=OuterRef("pk")).exclude(
        kind__in=[Message.Kind.EVENT, Message.Kind.NOTE]
    )
    last = said.order_by("-seq")
    rows = (
        access.conversations_seen(Level.REPLY)
        .live()
        .filter(department__daily_list=True, department__is_active=True)
        .annotate(last_role=Subquery(last.values("role")[:1]))
        .annotate(asked_at=Subquery(last.values("created_at")[:1]))
        .filter(last_role=Message.Role.VISITOR)
    )
    shown = rows.select_related("visitor", "department").order_by("asked_at", "pk")[:MOST]
    return list(shown), rows.count()


def has_any(departments):
    """Whether there may be something for anybody in these departments."""
    return Conversation.objects.live().filter(department__in=departments).exists()
