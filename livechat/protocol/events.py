"""Every event and reply, built here and nowhere else. Text in, text out: a frame is JSON."""

import json
from json.encoder import encode_basestring as quoted

from .. import happenings

ACCESS_SLOT = '"access":"@"'
"""
Stands in a staff frame where the reader's own level goes. A string inside JSON escapes its
quotes, so no text of a visitor can look like this.
"""


encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""``encode(frame)`` is the frame as text; json.dumps would make an encoder for each."""


def with_access(text, level):
    """A staff frame for a reader of this level."""
    return text.replace(ACCESS_SLOT, f'"access":"{level.word}"', 1)


def ok(ref, **values):
    return {"type": "ok", "ref": ref, **values}


def error(ref, problem):
    """The reply to a command that raised a ChatError."""
    frame = {"type": "error", "ref": ref, "code": problem.code, "message": str(problem)}
    if problem.retry_after is not None:
        frame["retry_after"] = problem.retry_after
    return frame


def stored(ref, seq, at):
    """The ``ok`` of a post, as text."""
    return f'{{"type":"ok","ref":{quoted(ref)},"seq":{seq},"at":"{at}"}}'


def message_posted(
    conversation_id, *, seq, vseq, client_id, kind, role, author_id, author_name, body, at, data
):
    """
    The frames for the visitor (None for a note) and for staff, as text; the same one where both
    read the same. Nearly all frames are these, so they are put together from their parts: an
    encoder takes ten times as long. The message is the one of objects.message.
    """
    shown = happenings.seen_by_visitor(data) if kind == "event" and vseq is not None else data
    before = f'{{"type":"message.posted","conversation":"{conversation_id}","message":{{"seq":'
    middle = (
        f',"client_id":"{client_id}","kind":"{kind}",'
        f'"author":{{"role":"{role}","name":{quoted(author_name)}'
    )
    after = f'}},"body":{quoted(body)},"at":"{at}","data":'
    visitor = None if vseq is None else f"{before}{vseq}{middle}{after}{encode(shown)}}}}}"
    if seq == vseq and author_id is None and shown is data:
        return visitor, visitor
    account = "" if author_id is None else f',"id":{quoted(str(author_id))}'
    return visitor, f"{before}{seq}{middle}{account}{after}{encode(data)}}}}}"


def message_changed(conversation_id, message):
    return _about("message.changed", conversation_id, message=message)


def typing_changed(conversation_id, role, name, on, text=""):
    """``text``: what is written so far, for staff, where the site previews it."""
    preview = {"text": text} if on and text else {}
    author = {"role": role, "name": name}
    return _about("typing.changed", conversation_id, author=author, on=on, **preview)


def read_marked(conversation_id, role, seq):
    return _about("read.marked", conversation_id, role=role, seq=seq)


def presence_changed(conversation_id, staff_online, visitor_online):
    return _about(
        "presence.changed",
        conversation_id,
        staff_online=staff_online,
        visitor_online=visitor_online,
    )


def heartbeat(conversation_id, last_seq):
    return _about("heartbeat", conversation_id, last_seq=last_seq)


def access_revoked(conversation_id):
    return _about("access.revoked", conversation_id)


def inbox_removed(conversation_id):
    return _about("inbox.removed", conversation_id)


def conversation_erased(conversation_id):
    return _about("conversation.erased", conversation_id)


def watching_changed(conversation_id, staff, on):
    """A colleague (``{id, name}``) has opened a conversation, or has it open no more."""
    return _about("watching.changed", conversation_id, staff=staff, on=on)


def mention_posted(conversation_id, message):
    """To one person's consoles: a note names them."""
    return _about("mention.posted", conversation_id, message=message)


def conversation_changed(conversation):
    return {"type": "conversation.changed", "conversation": conversation}


def inbox_changed(conversation):
    return {"type": "inbox.changed", "conversation": conversation}


def inbox_heartbeat(inbox):
    return {"type": "heartbeat", "inbox": inbox}


def staff_changed(staff):
    return {"type": "staff.changed", "staff": staff}


def _about(kind, conversation_id, **values):
    return {"type": kind, "conversation": str(conversation_id), **values}
