"""Answers that a visitor who left has not read go to the address they gave, once."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from ..models import Conversation, Department, Message
from ..tasks import send_unread
from .later import enqueue

AT_ONCE = 100
NOT_AFTER = timedelta(days=2)
"""Nobody wants a mail about what was said long ago, after the clock has stood still."""


def mail_unread():
    """Returns how many conversations a mail was sent about."""
    timed = Department.objects.filter(email_after__isnull=False).order_by()
    limits = list(timed.values_list("email_after", flat=True).distinct())
    return sum(_mail(row) for row in _left_behind(limits)) if limits else 0


def _left_behind(limits):
    """Conversations with answers that nobody has read for as long as their department allows."""
    now = timezone.now()
    quiet = Q(pk=None)
    for minutes in limits:
        before = now - timedelta(minutes=minutes)
        quiet |= Q(department__email_after=minutes, last_message_at__lt=before)
    answers = Message.objects.filter(
        conversation=OuterRef("pk"), role__in=["staff", "bot"], vseq__gt=OuterRef("known_vseq")
    ).exclude(kind=Message.Kind.EVENT)
    known = Greatest("visitor_read_vseq", "emailed_vseq")
    return (
        Conversation.objects.annotate(known_vseq=known)
        .filter(quiet, last_message_at__gt=now - NOT_AFTER, last_vseq__gt=F("known_vseq"))
        .filter(visitor__is_blocked=False)
        .exclude(visitor__email="")
        .filter(Exists(answers))
        .order_by("last_message_at")[:AT_ONCE]
    )


def _mail(row):
    """Whoever moves the mark sends the mail, however many processes have found it."""
    same = Conversation.objects.filter(pk=row.pk, emailed_vseq=row.emailed_vseq)
    is_ours = bool(same.update(emailed_vseq=row.last_vseq))
    if is_ours:
        enqueue(send_unread, str(row.public_id), row.known_vseq, row.last_vseq)
    return is_ours
