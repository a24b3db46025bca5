"""Reading a conversation: what ``hello``, ``conversation.open``, history and HTTP paging share."""

from .models import Message
from .protocol import objects
from .protocol.codes import MAX_BODY, NEWEST, PAGE

MAX_TEXT = NEWEST * MAX_BODY
"""Characters in one answer: the newest fifty always fit."""


def resume(conversation, audience, asked, limit=None):
    """
    What a client that has messages up to ``asked.after`` is missing (contract section 4): the
    values of its ``ok``. ``asked`` has ``after``, ``after_client_id`` and ``rev``; ``limit`` is
    for clients that page by themselves.
    """
    number, last_seq = _numbering(conversation, audience)
    reset = _does_not_fit(conversation, number, last_seq, asked)
    if reset or asked.after == 0:
        found, more = newest(conversation, audience, limit or NEWEST)
    else:
        found, more = after(conversation, audience, asked.after, limit or PAGE)
    values = {"messages": found, "last_seq": last_seq, "more": more}
    if reset:
        values["reset"] = True
    if asked.rev is not None:
        values["changed"] = changed(conversation, audience, asked.rev)
    return values


def newest(conversation, audience, limit):
    """The newest messages, ascending, and whether older ones exist."""
    _number, last_seq = _numbering(conversation, audience)
    return before(conversation, audience, last_seq + 1, limit)


def before(conversation, audience, seq, limit):
    """The newest messages below ``seq``, ascending, and whether older ones exist."""
    number, _last = _numbering(conversation, audience)
    rows = _seen(conversation, audience).filter(**{f"{number}__lt": seq}).order_by(f"-{number}")
    shown, more = _page(rows, limit)
    return _frames(reversed(shown), audience), more


def after(conversation, audience, seq, limit):
    """Messages above ``seq`` from its end, ascending, and whether newer ones remain."""
    number, _last = _numbering(conversation, audience)
    rows = _seen(conversation, audience).filter(**{f"{number}__gt": seq}).order_by(number)
    shown, more = _page(rows, limit)
    return _frames(shown, audience), more


def changed(conversation, audience, rev):
    """Messages edited or erased since the client saw ``rev``; at most a page, newest changes."""
    column = "changed_rev" if audience == objects.STAFF else "changed_vrev"
    current = conversation.rev if audience == objects.STAFF else conversation.visitor_rev
    if rev >= current:
        return []
    number, _last = _numbering(conversation, audience)
    rows = _seen(conversation, audience).filter(**{f"{column}__gt": rev}).order_by(number)
    return _frames(rows[:PAGE], audience)


def _page(rows, limit):
    """
    The rows of one answer, and whether more remain: at most ``limit``, and no more text than a
    client on a slow line may have unread (consumers/outflow.py), four bytes a character.
    """
    found, shown, length = list(rows[: limit + 1]), [], 0
    for row in found[:limit]:
        length += len(row.body)
        if shown and length > MAX_TEXT:
            break
        shown.append(row)
    return shown, len(found) > len(shown)


def _does_not_fit(conversation, number, last_seq, asked):
    """Whether the client's history is not a part of ours (a restored backup, another database)."""
    if asked.after > last_seq:
        return True
    if not asked.after or asked.after_client_id is None:
        return False
    same = {number: asked.after, "client_id": asked.after_client_id}
    return not conversation.messages.filter(**same).exists()


def _numbering(conversation, audience):
    if audience == objects.STAFF:
        return "seq", conversation.last_seq
    return "vseq", conversation.last_vseq


def _seen(conversation, audience):
    rows = Message.objects.filter(conversation=conversation)
    return rows if audience == objects.STAFF else rows.filter(vseq__isnull=False)


def _frames(rows, audience):
    return [objects.message(row, audience) for row in rows]
