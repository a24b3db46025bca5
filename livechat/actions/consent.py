"""Taking back what a visitor has agreed to."""

from django.db import transaction
from django.utils import timezone

from .. import audit
from ..delivery.announcement import VisitorMoved
from ..delivery.catch_up import changed as renamed
from ..delivery.hub import announce
from ..errors import NotFound
from ..models import Message
from ..protocol.codes import NEWEST
from ..searching.indexing import touch
from .conversations import changed, ended
from .locking import locked
from .messages import append_event


def withdraw(conversation):
    """
    The visitor takes their consent back, in all conversations that they agreed to: these end, and
    name, address and account are erased, in their others too. What was said stays until it is
    erased as usual. Where nothing was agreed to, or no longer is, nothing happens.
    """
    rows = conversation.visitor.conversations
    if not rows.agreed().exists():
        return
    # Those agreed to come last: what is interrupted can be asked for again.
    known = rows.order_by("pk").only("pk", "consent_text_id", "consent_withdrawn_at")
    for row in sorted(known, key=lambda each: each.is_agreed):
        try:
            _withdraw(row)
        except NotFound:
            pass  # Erased meanwhile: more than was asked for.


def _withdraw(conversation):
    with locked(conversation) as row:
        row.user = None
        messages = _forget(row)
        if row.is_agreed:
            row.consent_withdrawn_at = timezone.now()
            people = [] if row.is_closed else ended(row)
            audit.withdrawn(row)
            changed(row, append_event(row, "withdrawn"), people=people)
        else:
            changed(row)
        told = [renamed(row, each) for each in messages]
        # Open sockets keep a name to write under.
        told.append(VisitorMoved([str(row.public_id)]))
        transaction.on_commit(lambda: announce(told))


def _forget(row):
    """
    Who the visitor is, and under which name they wrote here. Returns the messages that consoles may
    be showing with that name.
    """
    visitor = row.visitor
    visitor.name, visitor.email, visitor.user = "", "", None
    visitor.save(update_fields=["name", "email", "user"])
    touch([row])
    written = row.messages.filter(role=Message.Role.VISITOR).exclude(author_name="")
    shown = list(written.order_by("-seq")[:NEWEST])
    for message in shown:
        message.author_name = ""
        message.changed_rev, message.changed_vrev = row.rev + 1, row.visitor_rev + 1
    Message.objects.bulk_update(shown, ["author_name", "changed_rev", "changed_vrev"])
    written.update(author_name="")
    return shown
