"""
The one policy: who may do what with which conversation (contract section 6).

Every question of every socket, address, list and count ends here. Levels are read from the
database each time :func:`access_of` is called; nothing is cached on user objects, because a
socket outlives them.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import IntEnum

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from guardian.shortcuts import assign_perm, remove_perm

from . import audit
from .models import (
    Conversation,
    ConversationGroupGrant,
    ConversationUserGrant,
    Department,
    DepartmentGroupGrant,
    DepartmentUserGrant,
)


class Level(IntEnum):
    NONE = 0
    JOIN = 1
    REPLY = 2
    MANAGE = 3

    @property
    def word(self):
        """The name in frames: none, join, reply, manage."""
        return self.name.lower()


LEVEL_OF = {
    f"{level.word}_{noun}": level
    for level in (Level.JOIN, Level.REPLY, Level.MANAGE)
    for noun in ("department", "conversation")
}
"""The levels by the permissions' codenames."""


@dataclass(frozen=True)
class Access:
    """
    What one person may do, at the moment it was read.

    ``departments`` and ``conversations`` map primary keys to levels; ``conversations`` holds the
    grants on single conversations only.
    """

    user_id: int | str | None
    everywhere: Level = Level.NONE
    departments: dict = field(default_factory=dict)
    conversations: dict = field(default_factory=dict)

    def level(self, conversation):
        """The highest level granted for this conversation by any road."""
        return self.level_of(conversation.pk, conversation.department_id)

    def level_of(self, conversation_pk, department_pk):
        return max(
            self.in_department(department_pk),
            self.conversations.get(conversation_pk, Level.NONE),
        )

    def in_department(self, department_pk):
        return max(self.everywhere, self.departments.get(department_pk, Level.NONE))

    @property
    def is_staff(self):
        """Whether there is anything to see at all."""
        return self.highest > Level.NONE

    @property
    def highest(self):
        """The highest level on anything at all."""
        granted = (*self.departments.values(), *self.conversations.values())
        return max(self.everywhere, *granted, Level.NONE)

    def conversations_seen(self, level=Level.JOIN):
        """The queryset of every conversation that exists for this person, at ``level`` or above."""
        if self.everywhere >= level:
            return Conversation.objects.all()
        return Conversation.objects.filter(
            Q(department_id__in=_at(level, self.departments))
            | Q(pk__in=_at(level, self.conversations))
        )

    def departments_seen(self, level=Level.JOIN):
        """Primary keys of the departments whose inbox this person has; None means all."""
        return None if self.everywhere >= level else set(_at(level, self.departments))


NOBODY = Access(user_id=None)


def _at(level, granted):
    return [pk for pk, held in granted.items() if held >= level]


def access_of(user):
    """
    Everything this person may do, in a constant number of queries. People who are inactive or
    may not enter the Wagtail admin may nothing, whatever they were granted.
    """
    return NOBODY if user is None else accesses_of([user])[user.pk]


def accesses_of(users):
    """The same of many people, in as many queries: ``{primary key: Access}``."""
    found = {user.pk: NOBODY for user in users}
    for user in users:
        if user.is_active and user.is_superuser:
            found[user.pk] = Access(user.pk, Level.MANAGE)
    asked = [user.pk for user in users if user.is_active and not user.is_superuser]
    everywhere = _global_levels(asked) if asked else {}
    if everywhere:
        inside = list(everywhere)
        departments = _grants(
            DepartmentUserGrant, DepartmentGroupGrant, inside, content_object__is_active=True
        )
        conversations = _grants(ConversationUserGrant, ConversationGroupGrant, inside)
        for pk, level in everywhere.items():
            found[pk] = Access(pk, level, departments.get(pk, {}), conversations.get(pk, {}))
    return found


def _global_levels(user_pks):
    """The levels that those of these people hold globally who may enter the admin."""
    ours = Q(content_type__app_label="livechat", codename__in=LEVEL_OF) | Q(
        content_type__app_label="wagtailadmin", codename="access_admin"
    )
    held = Permission.objects.filter(ours).order_by()
    personal = held.filter(user__in=user_pks).values_list("user", "codename")
    by_group = held.filter(group__user__in=user_pks).values_list("group__user", "codename")
    names = defaultdict(set)
    for pk, codename in personal.union(by_group):
        names[pk].add(codename)
    return {
        pk: max((LEVEL_OF[name] for name in held if name in LEVEL_OF), default=Level.NONE)
        for pk, held in names.items()
        if "access_admin" in held
    }


def _grants(of_users, of_groups, user_pks, **only):
    columns = ("content_object_id", "permission__codename")
    only |= {"permission__codename__in": list(LEVEL_OF)}
    personal = of_users.objects.filter(user__in=user_pks, **only)
    by_group = of_groups.objects.filter(group__user__in=user_pks, **only)
    rows = personal.values_list("user", *columns).union(
        by_group.values_list("group__user", *columns)
    )
    levels = defaultdict(dict)
    for user_pk, pk, codename in rows:
        before = levels[user_pk].get(pk, Level.NONE)
        levels[user_pk][pk] = max(before, LEVEL_OF[codename])
    return levels


def grant(user_or_group, level, target, by=None):
    """
    Give a person or group a level (``"join"``, ``"reply"``, ``"manage"`` or a :class:`Level`) on a
    department or a conversation. Granting again changes nothing. ``by`` is who does it.
    """
    _change(user_or_group, target, by, give={_level(level)})


def revoke(user_or_group, level, target, by=None):
    """Take back what :func:`grant` gave."""
    _change(user_or_group, target, by, take={_level(level)})


def set_level(user_or_group, level, target, by=None):
    """Exactly this level on the target itself; ``Level.NONE`` takes all of them back."""
    _change(user_or_group, target, by, give={_level(level)}, take=set(Level))


def _change(holder, target, by, give=frozenset(), take=frozenset()):
    noun = "department" if isinstance(target, Department) else "conversation"
    give = give - {Level.NONE}
    with transaction.atomic():
        before = _held(holder, target)
        after = (before - take) | give
        for level in before - after:
            remove_perm(f"livechat.{level.word}_{noun}", holder, target)
        for level in after - before:
            assign_perm(f"livechat.{level.word}_{noun}", holder, target)
        if after != before:
            highest = [max(levels, default=Level.NONE) for levels in (before, after)]
            audit.access_changed(target, holder, *highest, by)


def _held(holder, target):
    """The levels that this person or group was granted by name on the target itself."""
    of_groups, of_users = (
        (DepartmentGroupGrant, DepartmentUserGrant)
        if isinstance(target, Department)
        else (ConversationGroupGrant, ConversationUserGrant)
    )
    rows = (
        of_groups.objects.filter(group=holder)
        if isinstance(holder, Group)
        else of_users.objects.filter(user=holder)
    )
    codenames = rows.filter(content_object=target).values_list("permission__codename", flat=True)
    return {LEVEL_OF[name] for name in codenames if name in LEVEL_OF}


def _level(named):
    """A Level by its word or itself."""
    if isinstance(named, Level):
        return named
    level = {each.word: each for each in Level}.get(named)
    if level is None:
        raise ValueError(f"There is no level {named!r}.")
    return level
