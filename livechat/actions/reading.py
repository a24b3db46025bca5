"""How far each side has read. Marks only move forward."""

from django.db import transaction
from django.db.models import Max

from ..access import Level
from ..delivery.catch_up import read_marked
from ..delivery.hub import announce
from ..models import Message, StaffReadMark
from .locking import locked


def visitor_read(conversation, vseq):
    """The visitor has read up to ``vseq`` (visitor numbering; beyond the last means the last)."""
    if vseq <= conversation.visitor_read_vseq:
        return
    with locked(conversation) as row:
        vseq = min(vseq, row.last_vseq)
        if vseq <= row.visitor_read_vseq:
            return
        row.visitor_read_vseq = vseq
        row.visitor_read_seq = row.messages.get(vseq=vseq).seq
        row.save(update_fields=["visitor_read_vseq", "visitor_read_seq"])
        transaction.on_commit(lambda: announce([read_marked(row, "visitor")]))


def staff_read(conversation, user, level, seq):
    """
    This person has read up to ``seq`` (staff numbering). With reply level it is also what the
    visitor is shown as seen; with join level it stays their own.
    """
    with locked(conversation) as row:
        seq = min(seq, row.last_seq)
        _own_mark(row, user, seq)
        if level < Level.REPLY or seq <= row.staff_read_seq:
            return
        before = row.staff_read_vseq
        messages = Message.objects.filter(conversation=row)
        row.staff_read_seq = seq
        row.staff_read_vseq = messages.filter(seq__lte=seq).aggregate(n=Max("vseq"))["n"] or 0
        row.unread = messages.filter(seq__gt=seq, role=Message.Role.VISITOR).count()
        row.save(update_fields=["staff_read_seq", "staff_read_vseq", "unread"])
        visitor = row.staff_read_vseq > before
        transaction.on_commit(lambda: announce([read_marked(row, "staff", visitor)]))


def _own_mark(row, user, seq):
    mark, created = StaffReadMark.objects.get_or_create(
        conversation=row, user=user, defaults={"seq": seq}
    )
    if not created and mark.seq < seq:
        mark.seq = seq
        mark.save(update_fields=["seq"])
