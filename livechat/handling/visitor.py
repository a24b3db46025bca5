"""The visitor's commands: ``HANDLERS[kind](conversation, command)`` gives the values of ``ok``."""

from .. import conf, history, queue, throttle
from ..actions import consent, conversations, messages, reading, transcripts, visitors
from ..delivery.announcement import Announcement
from ..delivery.hub import announce
from ..protocol import events, objects


def post_message(conversation, command):
    """Stores and waits for the commit; sockets do the same without waiting."""
    visitor = conversation.visitor
    post = messages.visitor_post(conversation, visitor, command)
    stored = messages.post(post, throttle_key(visitor), throttle.VISITOR_MESSAGES)
    return messages.receipt(stored, objects.VISITOR)


def throttle_key(visitor):
    return "visitor", visitor.pk


def typing(conversation, on, text=""):
    """The visitor types: for staff only, and nowhere stored. The text only if the site says so."""
    text = text if conf.get("TYPING_PREVIEW") else ""
    name = conversation.visitor.name
    frame = events.typing_changed(conversation.public_id, "visitor", name, on, text)
    return Announcement(
        str(conversation.public_id),
        conversation.pk,
        conversation.department_id,
        staff=events.encode(frame),
        inbox=False,
    )


def set_typing(conversation, command):
    if not conversation.is_closed:
        announce([typing(conversation, command.on, command.text)])
    return {}


def mark_read(conversation, command):
    reading.visitor_read(conversation, command.seq)
    return {}


def get_history(conversation, command):
    found, more = history.before(conversation, objects.VISITOR, command.before, command.limit)
    return {"messages": found, "more": more}


def visit_page(conversation, command):
    visitors.visit_page(conversation, command.url, command.title)
    return {}


def close(conversation, command):
    conversations.close(conversation)
    return {}


def rate(conversation, command):
    conversations.rate(conversation, command.score, command.comment)
    return {}


def update(conversation, command):
    visitors.update_visitor(conversation, command.name, command.email)
    conversation.visitor.refresh_from_db()
    return {}


def withdraw_consent(conversation, command):
    consent.withdraw(conversation)
    conversation.visitor.refresh_from_db()
    return {}


def request_transcript(conversation, command):
    transcripts.request_transcript(conversation, command.email)
    return {}


def ping(conversation, command):
    return {"last_seq": conversation.last_vseq}


def hello(conversation, command):
    """``conversation`` and what is missing; the socket is in the room already."""
    seen = objects.conversation(conversation, queue.place(conversation))
    return {"conversation": seen} | history.resume(conversation, objects.VISITOR, command)


HANDLERS = {
    "message.post": post_message,
    "typing.set": set_typing,
    "read.mark": mark_read,
    "history.get": get_history,
    "page.visited": visit_page,
    "conversation.close": close,
    "conversation.rate": rate,
    "visitor.update": update,
    "transcript.request": request_transcript,
    "consent.withdraw": withdraw_consent,
    "ping": ping,
}
