"""Why somebody sees a conversation, in words (for those who manage it)."""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.utils.translation import gettext as _

from .access import LEVEL_OF, Level
from .models import (
    ConversationGroupGrant,
    ConversationUserGrant,
    DepartmentGroupGrant,
    DepartmentUserGrant,
)
from .people import people_of

MOST = 200
"""People in one list."""


@dataclass(frozen=True)
class Explained:
    """One person, the level they have, and each road to it as a sentence, the widest first."""

    user: object
    level: Level
    reasons: list
    is_invited: bool


def explain(user, conversation):
    """Why ``user`` sees ``conversation``; None when they do not."""
    found = explain_people(conversation, Q(pk=user.pk))
    return found[0] if found else None


def explain_people(conversation, only=None):
    """Everybody who sees ``conversation`` and fits ``only``, in a constant number of queries."""
    people = people_of(conversation).filter(only or Q())
    people = list(people.select_related("livechat_profile")[:MOST])
    roads = defaultdict(list)
    for user_pk, level, sentence in _roads(conversation, [user.pk for user in people]):
        roads[user_pk].append((level, sentence))
    guests = _guests(conversation)
    return [_explained(user, roads[user.pk], user.pk in guests) for user in people]


def _explained(user, roads, is_invited):
    if user.is_superuser:
        roads = [(Level.MANAGE, _("Superusers may do everything."))]
    roads = sorted(roads, key=lambda road: -road[0])
    reasons = list(dict.fromkeys(sentence for _level, sentence in roads))
    return Explained(user, roads[0][0] if roads else Level.NONE, reasons, is_invited)


def _guests(conversation):
    grants = ConversationUserGrant.objects.filter(content_object=conversation, is_invitation=True)
    return set(grants.values_list("user_id", flat=True))


def _roads(conversation, user_pks):
    """``(user, level, sentence)`` of every permission that leads one of these people here."""
    groups = _memberships(user_pks)
    yield from _everywhere(user_pks, groups)
    department = conversation.department
    if department.is_active:
        place = _("in %(department)s") % {"department": department}
        yield from _granted(DepartmentUserGrant, DepartmentGroupGrant, department, place, groups)
    place = _("in this conversation")
    yield from _granted(ConversationUserGrant, ConversationGroupGrant, conversation, place, groups)


def _memberships(user_pks):
    """The people of each group."""
    rows = get_user_model()._default_manager.filter(pk__in=user_pks, groups__isnull=False)
    members = defaultdict(list)
    for group_pk, user_pk in rows.order_by().values_list("groups", "pk"):
        members[group_pk].append(user_pk)
    return members


def _everywhere(user_pks, groups):
    held = Permission.objects.filter(content_type__app_label="livechat", codename__in=LEVEL_OF)
    place = _("in every department")
    own = held.filter(user__in=user_pks).values_list("user", "codename")
    yield from _by_name(own, place)
    rows = Group.objects.filter(pk__in=groups, permissions__in=held)
    yield from _by_group(rows.values_list("pk", "name", "permissions__codename"), place, groups)


def _granted(of_users, of_groups, target, place, groups):
    own = of_users.objects.filter(content_object=target)
    if of_users is ConversationUserGrant:
        for grant in own.filter(is_invitation=True):
            yield grant.user_id, Level.REPLY, _("Invited to this conversation by a colleague.")
        own = own.filter(is_invitation=False)
    yield from _by_name(own.values_list("user", "permission__codename"), place)
    rows = of_groups.objects.filter(content_object=target, group__in=groups)
    columns = ("group", "group__name", "permission__codename")
    yield from _by_group(rows.values_list(*columns), place, groups)


def _by_name(rows, place):
    for user_pk, codename in rows:
        if level := LEVEL_OF.get(codename):
            words = {"may": _may(level), "place": place}
            yield user_pk, level, _("%(may)s %(place)s, by a permission of their own.") % words


def _by_group(rows, place, groups):
    for group_pk, name, codename in rows:
        if level := LEVEL_OF.get(codename):
            words = {"may": _may(level), "place": place, "group": name}
            sentence = _("%(may)s %(place)s, as a member of the group %(group)s.") % words
            for user_pk in groups[group_pk]:
                yield user_pk, level, sentence


def _may(level):
    return {
        Level.JOIN: _("May read"),
        Level.REPLY: _("May answer"),
        Level.MANAGE: _("May manage"),
    }[level]
