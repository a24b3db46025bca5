"""
The staff's commands. ``UNBOUND[kind](person, command)`` speak of no conversation,
``BOUND[kind]`` is ``(level needed, handler(person, conversation, command))``; both give the
values of ``ok``.
"""

from dataclasses import dataclass
from types import SimpleNamespace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .. import audit, cards, filters, history, inbox, throttle
from ..access import Access, Level, access_of
from ..actions import conversations, mentions, messages, reading
from ..delivery import presence
from ..delivery.announcement import Announcement
from ..delivery.hub import announce
from ..doors import find_conversation
from ..errors import BadValue, UnknownType, UnsupportedVersion
from ..models import StaffReadMark, display_name
from ..people import colleagues, people_of
from ..protocol import events, objects
from ..protocol.codes import VERSION
from ..scoping import departments_known_to

MOST_COLLEAGUES = 500


@dataclass
class Person:
    """
    A staff member at work: the account, the name that others read, what they may do, and the
    language that they have the admin in.
    """

    user: object
    name: str
    access: Access
    language: str


def hello(person, command):
    if command.v != VERSION:
        raise UnsupportedVersion
    user = presence.people().get(pk=person.user.pk)
    return {
        "staff": presence.staff_object(user, {user.pk}),
        "departments": [
            objects.department(row) | {"access": person.access.in_department(row.pk).word}
            for row in departments_known_to(person.access)
        ],
        "inbox": inbox.fingerprints([person.access])[0],
    }


def ping(person, command):
    return {}


def set_availability(person, command):
    presence.set_availability(person.user.pk, command.state)
    return {}


def get_inbox(person, command):
    return list_inbox(person, command, inbox.fingerprints([person.access])[0])


def list_inbox(person, command, token):
    """A page of the inbox, for who read its token before it: what changes in between is noticed."""
    wanted = {name: getattr(command, name) for name in filters.FIELDS}
    found, more = inbox.page(person.access, command.view, command.before, command.limit, **wanted)
    return {"conversations": found, "more": more, "inbox": token}


def list_staff(person, command):
    present = presence.present_pks()
    found = colleagues()
    if command.conversation is not None:
        found = people_of(find_conversation(person.access, command.conversation), Level.REPLY)
    people = presence.people().filter(pk__in=found.order_by().values("pk")).order_by("pk")
    return {"staff": [presence.staff_object(user, present) for user in people[:MOST_COLLEAGUES]]}


def open_conversation(person, conversation, command):
    """As the visitor's ``hello``, in staff numbering. The socket is in the room already."""
    audit.viewed(conversation, person.user)
    level = person.access.level(conversation)
    mentions.seen(conversation, person.user, conversation.last_seq)
    mark = StaffReadMark.objects.filter(conversation=conversation, user=person.user).first()
    return {
        "conversation": objects.staff_conversation(conversation, level.word),
        "own_read": mark.seq if mark else 0,
    } | history.resume(conversation, objects.STAFF, command)


def leave_conversation(person, conversation, command):
    return {}


def post_message(person, conversation, command):
    return _post(person, conversation, command, "text")


def post_note(person, conversation, command):
    """With ``mentions``: those people are told, and it is answered when they will be."""
    people = mentions.named(conversation, command.mentions)
    data = {"mentions": people} if people else {}
    receipt = _post(person, conversation, command, "note", data)
    if people:
        mentions.remember(conversation, command.client_id, people)
    return receipt


def post_card(person, conversation, command):
    """The title is the body too: for screen readers, mails and clients that know no cards."""
    data = cards.card(command.card, command.id, person.user, conversation.site)
    values = {"client_id": command.client_id, "body": data["title"], "seen": command.seen}
    return _post(person, conversation, SimpleNamespace(**values), "card", data)


def _post(person, conversation, command, kind, data=None):
    post = messages.staff_post(conversation.pk, person.user.pk, person.name, command, kind, data)
    stored = messages.post(post, throttle_key(person.user.pk), throttle.STAFF_MESSAGES)
    return messages.receipt(stored, objects.STAFF)


def throttle_key(user_pk):
    return "staff", user_pk


def typing(public_id, pk, department_pk, name, on):
    """A staff member types, for the visitor and for colleagues."""
    frame = events.encode(events.typing_changed(public_id, "staff", name, on))
    return Announcement(str(public_id), pk, department_pk, frame, frame, inbox=False)


def set_typing(person, conversation, command):
    if not conversation.is_closed:
        room = (conversation.public_id, conversation.pk, conversation.department_id)
        announce([typing(*room, person.name, command.on)])
    return {}


def mark_read(person, conversation, command):
    mentions.seen(conversation, person.user, command.seq)
    reading.staff_read(conversation, person.user, person.access.level(conversation), command.seq)
    return {}


def get_history(person, conversation, command):
    audit.viewed(conversation, person.user)
    found, more = history.before(conversation, objects.STAFF, command.before, command.limit)
    return {"messages": found, "more": more}


def claim(person, conversation, command):
    conversations.claim(conversation, person.user)
    return {}


def release(person, conversation, command):
    conversations.release(conversation, person.user, person.access.level(conversation))
    return {}


def assign(person, conversation, command):
    level = person.access.level(conversation)
    conversations.assign(conversation, person.user, find_colleague(command.to), level)
    return {}


def transfer(person, conversation, command):
    to = find_colleague(command.to) if command.to is not None else None
    conversations.transfer(
        conversation, person.user, command.department, to, command.note, command.client_id
    )
    return {}


def was_transferred(person, command):
    """Whoever has transferred it may not see it any more, so this is asked before."""
    return audit.was_transferred(person.user, command.client_id)


def invite(person, conversation, command):
    conversations.invite(conversation, person.user, find_colleague(command.staff))
    return {}


def close(person, conversation, command):
    conversations.close(conversation, person.user)
    return {}


def reopen(person, conversation, command):
    conversations.reopen(conversation, person.user)
    return {}


def tag(person, conversation, command):
    conversations.tag(conversation, command.tags)
    return {}


def prioritize(person, conversation, command):
    conversations.prioritize(conversation, command.priority)
    return {}


def find_colleague(staff_id, only_active=True):
    """The person of this id. Raises BadValue where there is none."""
    active = {"is_active": True} if only_active else {}
    try:
        found = presence.people().filter(pk=staff_id, **active).first()
    except (ValueError, ValidationError, OverflowError):
        found = None
    if found is None:
        raise BadValue(_("There is no such colleague."))
    return found


UNBOUND = {
    "hello": hello,
    "ping": ping,
    "availability.set": set_availability,
    "inbox.get": get_inbox,
    "staff.list": list_staff,
}

BOUND = {
    "conversation.open": (Level.JOIN, open_conversation),
    "conversation.leave": (Level.JOIN, leave_conversation),
    "read.mark": (Level.JOIN, mark_read),
    "history.get": (Level.JOIN, get_history),
    "message.post": (Level.REPLY, post_message),
    "note.post": (Level.REPLY, post_note),
    "card.post": (Level.REPLY, post_card),
    "typing.set": (Level.REPLY, set_typing),
    "conversation.claim": (Level.REPLY, claim),
    "conversation.release": (Level.REPLY, release),
    "conversation.assign": (Level.REPLY, assign),
    "conversation.transfer": (Level.REPLY, transfer),
    "conversation.invite": (Level.REPLY, invite),
    "conversation.close": (Level.REPLY, close),
    "conversation.reopen": (Level.REPLY, reopen),
    "conversation.tag": (Level.REPLY, tag),
    "conversation.prioritize": (Level.REPLY, prioritize),
}


DONE_BEFORE = {"conversation.transfer": was_transferred}
"""Whether this is a command sent again because its answer was lost."""


def handle(person, kind, command):
    """The values of ``ok`` for any staff command. Raises the ChatError that it deserves."""
    if kind in UNBOUND:
        return UNBOUND[kind](person, command)
    if kind not in BOUND:
        raise UnknownType
    if kind in DONE_BEFORE and DONE_BEFORE[kind](person, command):
        return {}
    needs, handler = BOUND[kind]
    return handler(person, find_conversation(person.access, command.conversation, needs), command)


def person_of(user, access=None):
    """The Person of a freshly read user; ``access`` if it has been read already."""
    full = presence.people().select_related("wagtail_userprofile").get(pk=user.pk)
    return Person(full, display_name(full), access or access_of(full), _language_of(full))


def _language_of(user):
    profile = getattr(user, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or settings.LANGUAGE_CODE
