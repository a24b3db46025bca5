"""
Deleting what is older than it should be, or all that is known of one person.

A transaction for each conversation, so that nobody waits for it, and it may be interrupted: the
next run goes on.
"""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from .. import conf
from ..errors import Busy, NotFound
from ..models import Conversation, Visitor
from ..searching.indexing import forget_deleted
from .erasing import erase

AT_ONCE = 200


def keep_only_so_long():
    """What the site's ``KEEP_CLOSED_DAYS`` asks for. Never more than one run's worth at once."""
    days = conf.get("KEEP_CLOSED_DAYS")
    if days is not None:
        _erase_all(closed_before(timezone.now() - timedelta(days=days)), at_most=AT_ONCE)
    return False


def closed_before(moment):
    """Conversations that ended before this moment."""
    return Conversation.objects.filter(status=Conversation.Status.CLOSED, closed_at__lt=moment)


def of_person(email):
    """All conversations, open ones too, of every visitor with this address."""
    account = Q(visitor__user__email__iexact=email)
    return Conversation.objects.filter(Q(visitor__email__iexact=email) | account)


def purge(rows):
    """
    Erase these: messages, files, marks, grants, log and search entries, and visitors of whom
    nothing else is known. Returns how many; one that somebody is busy with is left to the next run.
    """
    return _erase_all(rows)


def purge_person(email):
    """The same for a person, and the visitors themselves."""
    erased = _erase_all(of_person(email))
    Visitor.objects.filter(email__iexact=email, conversations=None).delete()
    return erased


def _erase_all(rows, at_most=None):
    erased, last = 0, 0
    while at_most is None or erased < at_most:
        found = list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE])
        if not found:
            break
        erased += sum(map(_erased, found))
        last = found[-1].pk
    if erased:
        forget_deleted()
    return erased


def _erased(row):
    try:
        erase(row, None)
    except (Busy, NotFound):
        return False
    return True
