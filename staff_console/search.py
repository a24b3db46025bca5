"""Searching conversations: what the box in the console and Wagtail's admin search show."""

from livechat import inbox
from livechat.protocol import objects
from livechat.searching.finding import find, parse
from livechat.searching.indexing import index_latest

MAX_FOUND = 50
FRESH = 25
"""Conversations that are put into the index before a search, if they are not there yet."""


def search(access, text):
    """
    Frames of the conversations that fit, newest activity first, and whether there are more. Raises
    BadValue for a condition that is none.
    """
    asked = parse(text)
    if asked.is_empty:
        return [], False
    index_latest(FRESH)
    pks = find(asked, access.conversations_seen(), MAX_FOUND + 1)
    shown = _rows(access, pks[:MAX_FOUND])
    last = inbox.last_messages(shown)
    frames = [
        objects.staff_conversation(row, access.level(row).word, last.get(row.pk)) for row in shown
    ]
    return frames, len(pks) > MAX_FOUND


def _rows(access, pks):
    seen = access.conversations_seen().with_people().filter(pk__in=pks)
    return list(seen.order_by("-last_message_at", "-pk"))
