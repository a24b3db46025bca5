"""
The one policy: who may do what with which conversation (contract section 6).

Every question of every socket, address, list and count ends here. Levels are read from the
database each time :func:`access_of` is called; nothing is cached on user objects, because a
socket outlives them.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from guardian.shortcuts import assign_perm, remove_perm

from . import audit
from .errors import Forbidden, NotFound
from .identity import still_good
from .models import (
    Conversation,
    ConversationGroupGrant,
    ConversationUserGrant,
    Department,
    DepartmentGroupGrant,
    DepartmentUserGrant,
)

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


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


def find_conversation(access, public_id, needs=Level.JOIN):
    """
    The door for staff. Raises NotFound when nothing of it is seen, so that it looks like one that
    does not exist, and Forbidden when it is seen but ``needs`` is more than one has.
    """
    rows = Conversation.objects.with_people().filter(public_id=as_uuid(public_id))
    conversation = rows.first()
    level = access.level(conversation) if conversation else Level.NONE
    if level < Level.JOIN:
        raise NotFound
    if level < needs:
        raise Forbidden
    return conversation


def find_own_conversation(visitor, public_id):
    """The door for visitors: their own, or NotFound; so is what is no id at all."""
    public_id = as_uuid(public_id)
    own = Conversation.objects.with_people().filter(public_id=public_id, visitor=visitor)
    conversation = own.first() if visitor else None
    if conversation is None:
        raise NotFound
    return conversation


class OfToken(NamedTuple):
    """A conversation and its visitor, as far as a handshake asks; ``home``: a hostname or None."""

    pk: int
    public_id: UUID
    department_id: int
    visitor_id: int
    name: str
    is_blocked: bool
    home: str | None
    token_at: datetime
    used_on: date


def find_by_token(token_hash, public_id):
    """The same door for handshakes, in one query that makes no objects of what only passes by."""
    own = Conversation.objects.filter(still_good("visitor__"), visitor__token_hash=token_hash)
    found = own.filter(public_id=as_uuid(public_id)).values_list(
        "pk",
        "public_id",
        "department_id",
        "visitor_id",
        "visitor__name",
        "visitor__is_blocked",
        "visitor__site__hostname",
        "visitor__token_at",
        "visitor__used_on",
    )
    for values in found[:1]:
        return OfToken(*values)
    raise NotFound


def as_uuid(text):
    """An id from outside. Raises NotFound for what names nothing."""
    if isinstance(text, UUID):
        return text
    if not isinstance(text, str) or not _UUID.fullmatch(text):
        raise NotFound
    return UUID(text)


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
