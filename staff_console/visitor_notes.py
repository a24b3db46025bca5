"""
Notes about a visitor: kept with the conversation they were written in, shown beside all of theirs.

Whoever may not see that conversation does not see the note, whatever else of the visitor they see.
"""

from livechat.access import Level
from livechat.errors import Forbidden, NotFound
from livechat.models import VisitorNote, display_name
from livechat.protocol import objects

SHOWN = 20


def about(conversation, access, user):
    """The newest notes about its visitor that this person may see, the oldest first."""
    found = _seen(conversation, access).select_related("conversation").order_by("-pk")[:SHOWN]
    return [
        {
            "id": str(note.client_id),
            "author": note.author_name,
            "body": note.body,
            "at": objects.timestamp(note.created_at),
            "may_delete": _may_delete(note, access, user),
        }
        for note in reversed(found)
    ]


def write(conversation, user, client_id, body):
    """Once for each ``client_id``, however often it is sent."""
    VisitorNote.objects.get_or_create(
        conversation=conversation,
        client_id=client_id,
        defaults={
            "visitor_id": conversation.visitor_id,
            "author": user,
            "author_name": display_name(user),
            "body": body,
        },
    )


def delete(conversation, access, user, client_id):
    """One's own; others' where one manages the conversation it was written in."""
    note = _seen(conversation, access).filter(client_id=client_id).first()
    if note is None:
        raise NotFound
    if not _may_delete(note, access, user):
        raise Forbidden
    note.delete()


def _seen(conversation, access):
    return VisitorNote.objects.filter(
        visitor=conversation.visitor_id, conversation__in=access.conversations_seen().order_by()
    )


def _may_delete(note, access, user):
    level = access.level(note.conversation)
    return level >= (Level.REPLY if note.author_id == user.pk else Level.MANAGE)
