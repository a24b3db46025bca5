"""
What is remembered of who gave, took and used access. Never of what visitors said or who they are.

Entries name the actor themselves: on a socket no request says who it is. ``by=None`` is the actor
of the admin's request, or the system.
"""

import uuid
from datetime import timedelta

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import log

from .models import ChatLogEntry, Department, display_name

GRANT, REVOKE = "livechat.grant", "livechat.revoke"
INVITE, UNINVITE = "livechat.invite", "livechat.uninvite"
TRANSFER, MOVE = "livechat.transfer", "livechat.move"
ESCALATE = "livechat.escalate"
CAPACITY = "livechat.capacity"
VIEW, EXPORT, ERASE = "livechat.view", "livechat.export", "livechat.erase"
WITHDRAW = "livechat.withdraw"

ONE_VIEW_IN = timedelta(hours=1)


def access_changed(target, holder, before, after, by=None):
    """``holder`` had the level ``before`` on ``target`` by name, and has ``after`` now."""
    action = GRANT if after > before else REVOKE
    levels = {"before": before.word, "after": after.word}
    _record(target, action, by, {"to": holder_name(holder)} | levels)


def holder_name(holder):
    return holder.name if isinstance(holder, Group) else display_name(holder)


def invited(conversation, guest, by):
    _record(conversation, INVITE, by, {"to": display_name(guest)})


def uninvited(conversation, guest, by):
    _record(conversation, UNINVITE, by, {"to": display_name(guest)})


def transferred(conversation, before, by, to=None, key=None):
    """To the department it is in now, and there to this person, or to whoever takes it."""
    data = {"from": str(before), "to": str(conversation.department)}
    if to is not None:
        data["person"] = display_name(to)
    _record(conversation, TRANSFER, by, data, key=key)


def was_transferred(by, key):
    """Whether this person has done just this before, and only the answer was lost."""
    entries = ChatLogEntry.objects.filter(uuid=key, action=TRANSFER, user=by)
    return key is not None and entries.exists()


def escalated(conversation):
    """Nobody answered in the time that the department allows."""
    _record(conversation, ESCALATE, None, {"priority": conversation.priority})


def moved(department, to, number, by=None):
    """All conversations of one department, before it is deleted."""
    _record(department, MOVE, by, {"to": str(to), "number": number})


def viewed(conversation, user):
    """Somebody reads what is not assigned to them; said once an hour."""
    if conversation.assignee_id == user.pk:
        return
    recent = {"timestamp__gt": timezone.now() - ONE_VIEW_IN}
    entries = ChatLogEntry.objects.filter(conversation=conversation, user=user, action=VIEW)
    if not entries.filter(**recent).exists():
        _record(conversation, VIEW, user)


def exported(user, departments, number):
    """A list of conversations left the system; one entry for each department in it."""
    _record_in_each(departments, EXPORT, user, {"number": number})


def capacity_changed(person, before, after, by, departments):
    """The queue gives them so many at a time (None: as the department says)."""
    data = {"to": display_name(person), "before": before, "after": after}
    _record_in_each(departments, CAPACITY, by, data)


def withdrawn(conversation):
    """The visitor has taken their consent back."""
    _record(conversation, WITHDRAW, None)


def erased(conversation, by):
    """Before the deletion, which takes all other entries with it."""
    entry = _record(conversation, ERASE, by, deleted=True)
    entry.conversation = None
    entry.save(update_fields=["conversation"])


def _record_in_each(departments, action, user, data):
    about = ContentType.objects.get_for_model(Department)
    entry = {"content_type": about, "action": action, "user": user, "timestamp": timezone.now()}
    ChatLogEntry.objects.bulk_create(
        ChatLogEntry(
            label=str(department), department=department, uuid=uuid.uuid4(), data=data, **entry
        )
        for department in departments
    )


def _record(instance, action, by, data=None, key=None, **flags):
    # An entry of its own each: Wagtail's history shows only the last of one request's.
    return log(instance, action, user=by, uuid=key or uuid.uuid4(), data=data or {}, **flags)
