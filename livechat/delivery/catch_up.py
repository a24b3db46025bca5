"""What rooms have missed, read from the database: the cure for every lost hint."""

from typing import NamedTuple

from ..models import Conversation
from ..protocol import events, objects
from ..protocol.codes import PAGE
from .announcement import Announcement, Numbers, Posted
from .posting import conversation_changed


class Missed(NamedTuple):
    """What happened since; primary keys that are gone, and those of which we know too much."""

    announcements: list
    gone: set
    turned_back: set


def missed(known):
    """
    What rooms have missed. ``known`` holds ``(pk, Numbers)`` of at most a thousand of them; one
    query when nothing was missed.
    """
    rows = Conversation.objects.filter(pk__in=[pk for pk, _ in known])
    now = {values[0]: Numbers(*values[1:]) for values in rows.values_list("pk", *Numbers._fields)}
    behind = {pk: numbers for pk, numbers in known if pk in now and now[pk] != numbers}
    gone = {pk for pk, _ in known if pk not in now}
    turned_back = {pk for pk, numbers in behind.items() if now[pk].is_behind(numbers)}
    announcements = []
    for row in _rows(behind.keys() - turned_back):
        announcements += _since(row, behind[row.pk])
    return Missed(announcements, gone, turned_back)


def _rows(pks):
    return Conversation.objects.with_people().filter(pk__in=pks) if pks else []


def _since(row, known):
    for message in row.messages.filter(seq__gt=known.last_seq).order_by("seq")[:PAGE]:
        yield posted(row, message)
    for message in row.messages.filter(changed_rev__gt=known.rev, seq__lte=known.last_seq):
        yield changed(row, message)
    if row.rev > known.rev:
        state = conversation_changed(row, visitor=row.visitor_rev > known.visitor_rev)
        state.whole = True
        yield state
    if row.visitor_read_seq > known.visitor_read_seq:
        yield read_marked(row, "visitor")
    seen_more = row.staff_read_vseq > known.staff_read_vseq
    if seen_more or row.staff_read_seq > known.staff_read_seq:
        yield read_marked(row, "staff", seen_more)


def posted(row, message):
    """The announcement of a message that is stored."""
    conversation_id = str(row.public_id)
    frames = events.message_posted(
        conversation_id,
        seq=message.seq,
        vseq=message.vseq,
        client_id=message.client_id,
        kind=message.kind,
        role=message.role,
        author_id=message.author_id,
        author_name=message.author_name,
        body=message.body,
        at=objects.timestamp(message.created_at),
        data=message.data,
    )
    where = (conversation_id, row.pk, row.department_id)
    return Posted(*where, *frames, message.seq, message.vseq or 0)


def changed(row, message):
    """``message.changed`` after an edit or an erasure."""

    def frame(audience):
        return events.encode(
            events.message_changed(row.public_id, objects.message(message, audience))
        )

    visitor = frame(objects.VISITOR) if message.vseq is not None else None
    where = (str(row.public_id), row.pk, row.department_id)
    return Announcement(*where, visitor, frame(objects.STAFF), Numbers.of_state(row))


def read_marked(row, role, visitor=True):
    """
    ``read.marked`` of one side; ``visitor`` says whether the visitor's number moved. If not, the
    visitor is told nothing, and nothing is said of their number: an earlier hint may be lost.
    """
    names = [f"{role}_read_seq", f"{role}_read_vseq"]
    seq, vseq = (getattr(row, name) for name in names)
    told = (seq, vseq if visitor else 0)
    return Announcement(
        str(row.public_id),
        row.pk,
        row.department_id,
        events.encode(events.read_marked(row.public_id, role, vseq)) if visitor else None,
        events.encode(events.read_marked(row.public_id, role, seq)),
        Numbers(**dict(zip(names, told, strict=True))),
        inbox=role == "staff",
    )
