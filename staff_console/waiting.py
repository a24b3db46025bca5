"""What waits for somebody: the sidebar's number, and whom to tell about."""

import hashlib

from django.core.cache import cache
from django.db.models import Count, Window

from livechat import inbox
from livechat.access import Level, access_of
from livechat.protocol import objects

from .naming import visitor_name
from .notices.models import NoticeChoices

KEPT_FOR = 1
"""Second. The count is shared by all who may see the same, whatever their number."""
NEWEST = 3
LONGEST = 5
OWN = 100


def access_on(request):
    """What the request's user may do, read once for each request."""
    if not hasattr(request, "_livechat_access"):
        request._livechat_access = access_of(request.user)
    return request._livechat_access


def own_on(request):
    """What the request's user has, read once for each request; see :func:`own`."""
    if not hasattr(request, "_livechat_own"):
        request._livechat_own = own(access_on(request))
    return request._livechat_own


def choices_on(request):
    """By what the request's user wants to be told, read once for each request."""
    if not hasattr(request, "_livechat_notices"):
        request._livechat_notices = NoticeChoices.of(request.user)
    return request._livechat_notices


def waiting_for(access):
    """
    What waits: ``{"count", "newest": [row], "longest": [row], "escalated": {"count", "newest"}}``,
    the latest and the earliest first; a row is ``{"id", "name", "since", "department", "page"}``.
    ``escalated`` are those that nobody answered in time in what this person manages, with ``at``,
    when that was.
    """
    return cache.get_or_set(_key(access), lambda: _read(access), KEPT_FOR)


def own(access):
    """
    ``{"mine", "own": [{"id", "name"}], "mentions", "named": [{"id", "by", "at"}]}``: how many live
    conversations this person has, and the latest of them; in how many a note names them that they
    have not read (of the latest hundred notes), and the latest of those.
    """
    rows = inbox.view(access, "mine")
    # On every page of the admin: only what is told.
    told = rows.select_related(None).select_related("visitor").only("public_id", "visitor__name")
    latest = list(told[:OWN])
    notes = [each.message for each in inbox.unread_mentions(access)[:OWN]]
    return {
        "mine": len(latest) if len(latest) < OWN else rows.order_by().count(),
        "own": [{"id": str(row.public_id), "name": visitor_name(row)} for row in latest],
        "mentions": len({note.conversation_id for note in notes}),
        "named": [_note(note) for note in notes[:NEWEST]],
    }


def _read(access):
    rows = access.conversations_seen().waiting().with_people()
    counted = rows.annotate(count=Window(Count("pk")))
    longest = list(counted.order_by("waiting_since", "pk")[:LONGEST])
    newest = rows.order_by("-waiting_since", "-pk")[:NEWEST] if longest else ()
    return {
        "count": longest[0].count if longest else 0,
        "newest": [_row(row) for row in newest],
        "longest": [_row(row) for row in longest],
        "escalated": _escalated(access) if longest else {"count": 0, "newest": []},
    }


def _escalated(access):
    if access.highest < Level.MANAGE:
        return {"count": 0, "newest": []}
    rows = access.conversations_seen(Level.MANAGE).escalated().with_people()
    counted = rows.annotate(count=Window(Count("pk")))
    newest = list(counted.order_by("-escalated_at", "-pk")[:NEWEST])
    return {
        "count": newest[0].count if newest else 0,
        "newest": [_row(row) | {"at": objects.timestamp(row.escalated_at)} for row in newest],
    }


def _note(message):
    return {
        "id": str(message.conversation.public_id),
        "by": message.author_name,
        "at": objects.timestamp(message.created_at),
    }


def _row(row):
    return {
        "id": str(row.public_id),
        "name": visitor_name(row),
        "since": objects.timestamp(row.waiting_since),
        "department": row.department.name,
        "page": row.page_title,
    }


def _key(access):
    """Access itself is never cached: another access is another key."""
    granted = (sorted(access.departments.items()), sorted(access.conversations.items()))
    may = (access.everywhere, *granted)
    return f"livechat.waiting.{hashlib.sha256(repr(may).encode()).hexdigest()}"
