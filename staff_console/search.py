"""Searching conversations: by visitor, page and what was said."""

from django.db.models import Q

from livechat import inbox
from livechat.models import Message
from livechat.protocol import objects

MAX_WORDS = 100
"""Characters of a search."""
MAX_FOUND = 50
RECENT = 2_000
"""So many of the newest conversations are searched for what was said in them."""


def search(access, words):
    """Frames of the conversations that fit, newest activity first, and whether there are more."""
    words = words.strip()[:MAX_WORDS]
    if not words:
        return [], False
    seen = access.conversations_seen().order_by("-last_message_at", "-pk")
    rows = seen.with_people().filter(_about(words) | Q(pk__in=_said(seen, words)))
    found = list(rows[: MAX_FOUND + 1])
    shown = found[:MAX_FOUND]
    last = inbox.last_messages(shown)
    frames = [
        objects.staff_conversation(row, access.level(row).word, last.get(row.pk)) for row in shown
    ]
    return frames, len(found) > MAX_FOUND


def _about(words):
    return (
        Q(visitor__name__icontains=words)
        | Q(visitor__email__icontains=words)
        | Q(page_title__icontains=words)
    )


def _said(seen, words):
    """Conversations in which somebody wrote this. Two steps: MySQL takes no LIMIT in a subquery."""
    recent = list(seen.values_list("pk", flat=True)[:RECENT])
    said = Message.objects.filter(conversation_id__in=recent, body__icontains=words)
    return list(said.order_by().values_list("conversation_id", flat=True).distinct())
