"""The way back to the chats that a visitor without JavaScript has had."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from ..models import Conversation, Message

SHOWN = 20
MOST_UNREAD = 99
"""Messages above the visitor's mark that are looked at in each conversation."""


def conversations_of(visitor):
    """Their newest, newest first, each with ``unread_answers``; one query. None of nobody."""
    if visitor is None:
        return []
    rows = Conversation.objects.with_people().filter(visitor=visitor).order_by("-pk")
    return list(rows.annotate(unread_answers=_unread_answers())[:SHOWN])


def _unread_answers():
    read = OuterRef("visitor_read_vseq")
    answers = Message.objects.filter(
        ~Q(kind=Message.Kind.EVENT),
        conversation=OuterRef("pk"),
        role__in=[Message.Role.STAFF, Message.Role.BOT],
        vseq__gt=read,
        vseq__lte=read + MOST_UNREAD,
    )
    counted = answers.order_by().values("conversation").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
