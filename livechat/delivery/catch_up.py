"""What rooms have missed, read from the database: the cure for every lost hint."""

from ..models import Conversation
from ..protocol import events, objects
from ..protocol.codes import PAGE
from .announcement import Announcement, Numbers
from .posting import conversation_changed


def missed(known):
    """
    ``(announcements of everything that happened since, primary keys that are gone)``. ``known``
    holds ``(pk, Numbers)`` of at most a thousand rooms; one query when nothing was missed.
    """
    rows = Conversation.objects.filter(pk__in=[pk for pk, _ in known])
    now = {values[0]: Numbers(*values[1:]) for values in rows.values_list("pk", *Numbers._fields)}
    behind = {pk: numbers for pk, numbers in known if pk in now and now[pk] != numbers}
    gone = {pk for pk, _ in known if pk not in now}
    announcements = []
    if not behind:
        return announcements, gone
    for row in Conversation.objects.with_people().filter(pk__in=behind):
        announcements += _since(row, behind[row.pk])
    return announcements, gone


def _since(row, known):
    for message in row.messages.filter(seq__gt=known.last_seq).order_by("seq")[:PAGE]:
        yield posted(row, message)
    for message in row.messages.filter(changed_rev__gt=known.rev, seq__lte=known.last_seq):
        yield changed(row, message)
    if row.rev > known.rev:
        yield conversation_changed(row, visitor=row.visitor_rev > known.visitor_rev)
    if row.visitor_read_seq > known.visitor_read_seq:
        yield read_marked(row, "visitor")
    if row.staff_read_seq > known.staff_read_seq:
        yield read_marked(row, "staff", row.staff_read_vseq > known.staff_read_vseq)


def posted(row, message):
    return _about_message(
        row,
        message,
        events.message_posted,
        Numbers(last_seq=message.seq, last_vseq=message.vseq or 0),
    )


def changed(row, message):
    """``message.changed`` after an edit or an erasure."""
    return _about_message(row, message, events.message_changed, Numbers.of(row))


def _about_message(row, message, event, numbers):
    def frame(audience):
        return events.encode(event(row.public_id, objects.message(message, audience)))

    visitor = frame(objects.VISITOR) if message.vseq is not None else None
    return Announcement(
        str(row.public_id), row.pk, row.department_id, visitor, frame(objects.STAFF), numbers
    )


def read_marked(row, role, visitor=True):
    """``read.marked`` of one side; ``visitor`` says whether the visitor's number moved."""
    seq = row.visitor_read_seq if role == "visitor" else row.staff_read_seq
    vseq = row.visitor_read_vseq if role == "visitor" else row.staff_read_vseq
    return Announcement(
        str(row.public_id),
        row.pk,
        row.department_id,
        events.encode(events.read_marked(row.public_id, role, vseq)) if visitor else None,
        events.encode(events.read_marked(row.public_id, role, seq)),
        Numbers.of(row),
        inbox=role == "staff",
    )
