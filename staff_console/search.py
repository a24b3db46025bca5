"""Searching conversations: what the box in the console and Wagtail's admin search show."""

from livechat import inbox
from livechat.protocol import objects
from livechat.searching.finding import found_by, parse
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
    rows = found_by(asked, access.conversations_seen())
    found = list(rows.with_people().order_by("-last_message_at", "-pk")[: MAX_FOUND + 1])
    shown = found[:MAX_FOUND]
    last = inbox.last_messages(shown)
    frames = [
        objects.staff_conversation(row, access.level(row).word, last.get(row.pk)) for row in shown
    ]
    return frames, len(found) > MAX_FOUND
