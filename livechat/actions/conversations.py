"""
The verbs of a conversation: claim, release, assign, transfer, invite, close, reopen, tag,
prioritize, rate.

Each is one transaction under the row's lock, told to the rooms after the commit, with an event
message that says so. Who may call one has been decided before (doors.find_conversation).
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .. import audit
from ..access import Level, access_of
from ..delivery.announcement import AccessChanged
from ..delivery.catch_up import posted
from ..delivery.hub import announce
from ..delivery.posting import conversation_changed
from ..errors import BadValue, Closed, Conflict, Forbidden
from ..models import Conversation, ConversationUserGrant, Message, display_name
from ..scoping import departments_known_to, may_receive
from ..searching.indexing import touch
from .grants import invite_to
from .locking import locked
from .messages import append, append_event

WAITING, OPEN, CLOSED = (
    Conversation.Status.WAITING,
    Conversation.Status.OPEN,
    Conversation.Status.CLOSED,
)


def claim(conversation, user):
    """Take it. Exactly one of two at once succeeds; the other gets Conflict."""
    with locked(conversation) as row:
        _must_be_open(row)
        if row.assignee_id is not None and row.assignee_id != user.pk:
            raise Conflict
        if row.assignee_id is None:
            give_to(row, user)
            changed(row, append_event(row, "claimed", by=display_name(user)))


def release(conversation, user, level):
    """Back to the queue. Others' conversations take manage level."""
    with locked(conversation) as row:
        _must_be_open(row)
        if row.assignee_id is None:
            return
        if row.assignee_id != user.pk and level < Level.MANAGE:
            raise Forbidden
        back_to_queue(row)
        changed(row, append_event(row, "released", by=display_name(user)))


def assign(conversation, user, to, level):
    """Give it to ``to``, who must be able to answer. To others: manage level."""
    if to.pk == user.pk and level < Level.MANAGE:
        return claim(conversation, user)
    if level < Level.MANAGE:
        raise Forbidden
    with locked(conversation) as row:
        _must_be_open(row)
        if access_of(to).level(row) < Level.REPLY:
            raise BadValue(_("This person may not answer here."))
        if row.assignee_id != to.pk:
            give_to(row, to)
            names = {"by": display_name(user), "to": display_name(to)}
            changed(row, append_event(row, "assigned", **names))


def transfer(conversation, user, slug=None, to=None, note=None, key=None):
    """
    To another department's queue (``slug``), or to the person ``to`` who may answer there, or here
    without ``slug``; with a note for whoever takes it. The same ``key`` (a UUID) again changes
    nothing.
    """
    department = _destination(conversation, user, slug, to)
    with locked(conversation) as row:
        _must_be_open(row)
        if audit.was_transferred(user, key):
            return
        before = row.department
        if (row.department_id, to and to.pk) == (department.pk, to and row.assignee_id):
            raise BadValue(_("The conversation is there already."))
        row.department = department
        if to is None:
            back_to_queue(row)
        else:
            give_to(row, to)
        row.passed_by = None
        audit.transferred(row, before, user, to, key)
        messages = []
        if note:
            messages.append(append(row, "staff", user, display_name(user), note, Message.Kind.NOTE))
        messages.append(_transferred(row, before, user, to))
        left = before.pk if before.pk != department.pk else None
        changed(row, *messages, left=left)


def _transferred(row, before, user, to):
    by = display_name(user)
    if to is not None:
        return append_event(row, "passed", by=by, to=display_name(to))
    names = {"from": str(before), "to": str(row.department)}
    if (told := row.department.name_in(row.locale)) != names["to"]:
        names["name"] = told  # To the visitor, in their language.
    return append_event(row, "transferred", by=by, **names)


def _destination(conversation, user, slug, to):
    """The department it goes to. Raises BadValue where it cannot go."""
    department = conversation.department
    if slug is not None:
        access = access_of(user)
        department = departments_known_to(access).filter(slug=slug).first()
        if department is None or not may_receive(department, conversation, access):
            raise BadValue(_("There is no such department."))
    elif to is None:
        raise BadValue(_("To which department, or to whom?"))
    if to is not None and access_of(to).level_of(conversation.pk, department.pk) < Level.REPLY:
        raise BadValue(_("This person may not answer there."))
    return department


def invite(conversation, user, guest):
    """``guest`` may answer in this conversation until it closes."""
    with locked(conversation) as row:
        _must_be_open(row)
        if not guest.is_active or not guest.has_perm("wagtailadmin.access_admin"):
            raise BadValue(_("This person may not use the admin."))
        messages = []
        if invite_to(row, guest):
            audit.invited(row, guest, user)
            names = {"by": display_name(user), "to": display_name(guest)}
            messages.append(append_event(row, "invited", **names))
        changed(row, *messages, visitor=False, people=[str(guest.pk)])


def uninvite(conversation, user, guest):
    """Take an invitation back. What ``guest`` may do here by other roads stays."""
    with locked(conversation) as row:
        invitations = ConversationUserGrant.objects.filter(
            content_object=row, user=guest, is_invitation=True
        )
        if not invitations.exists():
            return
        invitations.delete()
        audit.uninvited(row, guest, user)
        strands = row.assignee_id == guest.pk and access_of(guest).level(row) < Level.REPLY
        if strands and not row.is_closed:
            back_to_queue(row)
        names = {"by": display_name(user), "to": display_name(guest)}
        event = append_event(row, "uninvited", **names)
        changed(row, event, visitor=strands, people=[str(guest.pk)])


UNDONE_WITHIN = timedelta(minutes=2)
"""So soon after a close, opening again takes it back, and whoever waited has their old place."""


def close(conversation, user=None):
    """
    End it: ``user`` does, or the visitor. Ending again changes nothing. Invitations end with it.
    Returns whether it was open until now.
    """
    with locked(conversation) as row:
        if row.is_closed:
            return False
        people = ended(row)
        changed(row, _said_to_end(row, user), people=people)
        return True


def ended(row):
    """
    Closed, not saved yet. Invitations end with it: returns whose access that changes. Since when it
    waited is kept, for who takes the close back.
    """
    row.status, row.closed_at = CLOSED, timezone.now()
    guests = ConversationUserGrant.objects.filter(content_object=row, is_invitation=True)
    people = [str(pk) for pk in guests.values_list("user_id", flat=True)]
    guests.delete()
    return people


def _said_to_end(row, user):
    if user is None:
        return append_event(row, "ended")
    return append_event(row, "closed", by=display_name(user))


def reopen(conversation, user):
    """
    Open again with the last assignee if they may still have it, else back in the queue: in its old
    place, if it was closed a moment ago. Raises Forbidden where the visitor withdrew their consent.
    """
    with locked(conversation) as row:
        if not row.is_closed:
            return
        if row.consent_withdrawn_at is not None:
            raise Forbidden(_("The visitor withdrew their consent."))
        closed_at, row.closed_at = row.closed_at, None
        if row.assignee is not None and access_of(row.assignee).level(row) >= Level.REPLY:
            row.status = OPEN
        elif row.waiting_since and closed_at and timezone.now() - closed_at < UNDONE_WITHIN:
            row.status = WAITING
        else:
            back_to_queue(row)
        changed(row, append_event(row, "reopened", by=display_name(user)))


MAX_TAGS = 20


def tag(conversation, tags):
    """Replace the tags; order kept, doubles and empty ones dropped. Visitors never see them."""
    with locked(conversation) as row:
        row.tags = [each for each in dict.fromkeys(tags) if each]
        touch([row])
        changed(row, visitor=False)


def add_tags(conversation, tags):
    """Tags besides those it has. Raises BadValue where they would be too many."""
    with locked(conversation) as row:
        whole = [each for each in dict.fromkeys([*row.tags, *tags]) if each]
        if len(whole) > MAX_TAGS:
            raise BadValue(format_lazy(_("A conversation has at most {most} tags."), most=MAX_TAGS))
        if whole != row.tags:
            row.tags = whole
            changed(row, visitor=False)


def prioritize(conversation, priority):
    """How urgent it is, higher for more. Visitors never see it."""
    with locked(conversation) as row:
        if row.priority != priority:
            row.priority = priority
            changed(row, visitor=False)


def rate(conversation, score, comment):
    """The visitor's rating, 1 to 5; a later one replaces it."""
    with locked(conversation) as row:
        row.rating, row.rating_comment = score, comment
        touch([row])
        changed(row)


def _must_be_open(row):
    if row.is_closed:
        raise Closed


def give_to(row, user):
    row.status, row.assignee, row.waiting_since = OPEN, user, None
    row.assigned_at = timezone.now()


def back_to_queue(row):
    row.passed_by = row.assignee
    row.status, row.assignee, row.waiting_since = WAITING, None, timezone.now()


def changed(row, *messages, visitor=True, left=None, people=()):
    """
    Save the row with its next ``rev`` and tell the rooms after the commit, of ``messages`` too:
    after the state, which says who may hear them.
    """
    row.rev += 1
    if visitor:
        row.visitor_rev += 1
    row.save()

    def tell():
        announcements = [conversation_changed(row, visitor, left)]
        announcements += [posted(row, message) for message in messages]
        if people:
            announcements.append(AccessChanged(list(people)))
        announce(announcements)

    transaction.on_commit(tell)
