"""From a post to its frames: the process's writer, and what it tells after each commit."""

from collections import defaultdict

from .. import queue
from ..models import Conversation
from ..protocol import events, objects
from .announcement import Announcement, Numbers, Posted
from .hub import announce
from .writer import Pending, Writer


def post_soon(hub, post, reply):
    """Store ``post``; ``reply(outcome)`` is called on the hub's loop after the commit."""
    writer.submit(Pending(post, reply, hub))


def post_and_wait(post):
    """Store ``post`` and wait for its Outcome. Raises Busy."""
    return writer.submit_and_wait(post)


def _tell(settled, fresh, rows):
    announcements = [_posted(post, stored, rows[post.conversation_pk]) for post, stored in fresh]
    announcements += _claimed([row.pk for row in rows.values() if row.claimed])
    by_hub, waiting = defaultdict(list), []
    for pending, outcome in settled:
        if pending.hub is None:
            waiting.append((pending.reply, outcome))
        else:
            by_hub[pending.hub].append((pending.reply, outcome))
    if announcements or by_hub:
        announce(announcements, by_hub)
    for reply, outcome in waiting:
        reply(outcome)


def _posted(post, stored, row):
    """One stored message, with the numbers of this one: what follows it is announced by itself."""
    conversation_id = str(row.public_id)
    frames = events.message_posted(
        conversation_id,
        seq=stored.seq,
        vseq=stored.vseq,
        client_id=post.client_id,
        kind=post.kind,
        role=post.role,
        author_id=post.author_pk,
        author_name=post.author_name,
        body=post.body,
        at=objects.timestamp(stored.at),
        data=post.data,
    )
    where = (conversation_id, row.pk, row.department_id)
    return Posted(*where, *frames, stored.seq, stored.vseq or 0)


def _claimed(pks):
    """``conversation.changed`` for those that an answer has just claimed."""
    if not pks:
        return []
    rows = Conversation.objects.with_people().filter(pk__in=pks)
    return [conversation_changed(row) for row in rows]


def conversation_changed(row, visitor=True, left=None):
    """The announcement of a conversation's new state; ``visitor`` says whether it concerns them."""
    frame = None
    if visitor:
        seen = objects.conversation(row, queue.place(row))
        frame = events.encode(events.conversation_changed(seen))
    return Announcement(
        str(row.public_id),
        row.pk,
        row.department_id,
        frame,
        events.encode(events.conversation_changed(objects.staff_conversation(row))),
        Numbers.of_state(row),
        left=left,
    )


writer = Writer(_tell)
