"""Naming colleagues in a note: whom one may name, and telling them."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..access import Level
from ..delivery.announcement import ForPeople
from ..delivery.hub import announce
from ..errors import BadValue
from ..models import Mention, Message, display_name
from ..people import people_of
from ..protocol import events, objects

MOST_OFFERED = 200


def mentionable(conversation):
    """Those who may see the conversation, with their names; at most 200. One query."""
    people = people_of(conversation, Level.JOIN).select_related("livechat_profile")
    return people[:MOST_OFFERED]


def named(conversation, ids):
    """These people as a note's ``data`` has them. Raises BadValue if one may not see it."""
    wanted = list(dict.fromkeys(ids))
    try:
        found = people_of(conversation, Level.JOIN).filter(pk__in=wanted)
        people = {str(user.pk): user for user in found.select_related("livechat_profile")}
    except (ValueError, ValidationError, OverflowError):
        people = {}
    if len(people) < len(wanted):
        raise BadValue(_("Somebody named here may not see this conversation."))
    return [{"id": each, "name": display_name(people[each])} for each in wanted]


def remember(conversation, client_id, people):
    """
    After the note is stored: a row for each, and a word to their consoles. Doing so again, because
    the answer was lost, changes nothing.
    """
    note = Message.objects.get(conversation=conversation, client_id=client_id)
    rows = [Mention(message=note, user_id=each["id"]) for each in people]
    Mention.objects.bulk_create(rows, ignore_conflicts=True)
    frame = events.mention_posted(conversation.public_id, objects.message(note, objects.STAFF))
    ids, where = [each["id"] for each in people], (conversation.pk, conversation.department_id)
    announce([ForPeople(ids, events.encode(frame), *where)])


def seen(conversation, user, seq):
    """This person has read the notes up to ``seq`` (staff numbering) that name them."""
    unseen = Mention.objects.filter(user=user, seen_at=None, message__conversation=conversation)
    unseen.filter(message__seq__lte=seq).update(seen_at=timezone.now())
