"""Posting: what becomes of a message before and after the writer has it."""

from django.utils import timezone

from .. import happenings, throttle
from ..delivery.ledger import Post, Stored
from ..delivery.posting import post_and_wait
from ..errors import Closed, Conflict, RateLimited
from ..models import Conversation, Message
from ..protocol import objects


def visitor_post(conversation, visitor, command):
    """A visitor's ``message.post`` as the writer takes it."""
    return Post(
        conversation.pk,
        Message.Role.VISITOR.value,
        None,
        visitor.name,
        command.client_id,
        command.body,
    )


def staff_post(conversation_pk, user_pk, name, command, kind="text", data=None):
    """
    A staff member's ``message.post``, ``note.post`` or ``card.post``; what names the newest that
    was ``seen`` is not stored where a colleague has answered since.
    """
    return Post(
        conversation_pk,
        Message.Role.STAFF.value,
        user_pk,
        name,
        command.client_id,
        command.body,
        kind,
        data or {},
        getattr(command, "seen", None),
    )


def post(message, key, limit):
    """
    Store ``message`` and wait. Returns its Stored; raises the ChatError that kept it out. A repeat
    of a stored message costs nothing of the rate limit.
    """
    wait = throttle.messages.take(key, limit)
    if wait:
        return find_repeat(message, wait)
    outcome = post_and_wait(message)
    if outcome.repeat or outcome.problem:
        throttle.messages.give_back(key, limit)
    if outcome.problem:
        raise outcome.problem
    return outcome.stored


def find_repeat(message, wait):
    """
    The stored message that this one repeats, although the sender is over the limit. Raises
    Conflict, Closed (waiting would not help), or else RateLimited.
    """
    before = Message.objects.filter(
        conversation_id=message.conversation_pk, client_id=message.client_id
    ).first()
    if before is None:
        if not message.is_note and _is_closed(message.conversation_pk):
            raise Closed
        raise RateLimited(retry_after=wait)
    stored = Stored(
        before.seq,
        before.vseq,
        before.created_at,
        before.role,
        before.author_id,
        before.kind,
        before.body,
    )
    if not stored.is_repeat_of(message):
        raise Conflict
    return stored


def _is_closed(conversation_pk):
    closed = Conversation.Status.CLOSED
    return Conversation.objects.filter(pk=conversation_pk, status=closed).exists()


def receipt(stored, audience):
    """What ``ok`` carries: the number in the sender's numbering, and the time."""
    seq = stored.seq if audience == objects.STAFF else stored.vseq
    return {"seq": seq, "at": objects.timestamp(stored.at)}


def append(row, role, author, name, body, kind="text", client_id=None):
    """
    A message inside somebody's transaction, under the row's lock: numbers and stores it, and
    brings ``row`` up to date without saving it. Returns the Message.
    """
    row.last_message_at = timezone.now()
    message = Message(
        role=role,
        author=author,
        author_name=name,
        body=body,
        kind=kind,
        created_at=row.last_message_at,
    )
    message.client_id = client_id or message.client_id
    return _numbered(row, message, for_visitor=kind != Message.Kind.NOTE)


def append_event(row, code, **names):
    """
    The same for an event message (happenings.py). Nobody said it: it makes no conversation newer
    in a list, and is nothing unread.
    """
    data = {"code": code} | names
    message = Message(
        role=Message.Role.SYSTEM,
        kind=Message.Kind.EVENT,
        body=happenings.body(data, row.locale),
        data=data,
    )
    return _numbered(row, message, for_visitor=happenings.concerns_visitor(code))


def _numbered(row, message, for_visitor):
    row.last_seq += 1
    row.last_vseq += for_visitor
    message.conversation, message.seq = row, row.last_seq
    message.vseq = row.last_vseq if for_visitor else None
    message.save(force_insert=True)
    return message
