"""What waits for somebody: the sidebar's number, and whom to tell about."""

import hashlib

from django.core.cache import cache

from livechat import inbox
from livechat.access import access_of
from livechat.protocol import objects

from .naming import visitor_name

KEPT_FOR = 1
"""Second. The count is shared by all who may see the same, whatever their number."""
NEWEST = 3


def access_on(request):
    """What the request's user may do, read once for each request."""
    if not hasattr(request, "_livechat_access"):
        request._livechat_access = access_of(request.user)
    return request._livechat_access


def waiting_for(access):
    """``{"count", "newest": [{"id", "name", "since"}]}``: what waits, the latest first."""
    return cache.get_or_set(_key(access), lambda: _read(access), KEPT_FOR)


def mine(access):
    """How many live conversations this person has."""
    return inbox.view(access, "mine").order_by().count()


def _read(access):
    count = inbox.count_waiting(access)
    rows = access.conversations_seen().waiting().with_people().order_by("-waiting_since", "-pk")
    newest = [
        {
            "id": str(row.public_id),
            "name": visitor_name(row),
            "since": objects.timestamp(row.waiting_since),
        }
        for row in (rows[:NEWEST] if count else ())
    ]
    return {"count": count, "newest": newest}


def _key(access):
    """Access itself is never cached: another access is another key."""
    may = (access.everywhere, sorted(access.departments), sorted(access.conversations))
    return f"livechat.waiting.{hashlib.sha256(repr(may).encode()).hexdigest()}"
