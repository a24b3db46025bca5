"""
The ways of losing access to a conversation (SEC-13), each done to somebody of its own.

They take and give plain values, because another process does them too (elsewhere.py).
"""

from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.test import Client

from livechat import access
from livechat.actions import conversations
from livechat.models import Conversation, Department


def permission_removed(case):
    access.revoke(_group(case), "reply", _department(case))


def personal_permission_removed(case):
    access.revoke(_user(case), "reply", _department(case))


def group_left(case):
    _user(case).groups.clear()


def group_deleted(case):
    _group(case).delete()


def deactivated(case):
    user = _user(case)
    user.is_active = False
    user.save()


def logged_out_elsewhere(case):
    client = Client()
    client.cookies["sessionid"] = case["session"]
    client.post("/admin/logout/")


def password_changed(case):
    user = _user(case)
    user.set_password("another")
    user.save()


def session_row_deleted(case):
    Session.objects.get(session_key=case["session"]).delete()


def transferred(case):
    user = get_user_model().objects.get(username="admin")
    row = Conversation.objects.get(public_id=case["conversation"])
    conversations.transfer(row, user, "sales")


def department_disabled(case):
    department = _department(case)
    department.is_active = False
    department.save()


def admin_access_taken(case):
    _group(case).permissions.clear()


def superuser_flag_taken(case):
    user = _user(case)
    user.is_superuser = False
    user.save()


def conversation_erased(case):
    from livechat.actions.erasing import erase

    user = get_user_model().objects.get(username="admin")
    erase(Conversation.objects.get(public_id=case["conversation"]), user)


REVOKED, ERASED = "access.revoked", "conversation.erased"

WAYS = {
    permission_removed: 4403,
    personal_permission_removed: 4403,
    group_left: 4403,
    group_deleted: 4403,
    deactivated: 4401,
    logged_out_elsewhere: 4401,
    password_changed: 4401,
    session_row_deleted: 4401,
    transferred: REVOKED,
    department_disabled: 4403,
    admin_access_taken: 4403,
    superuser_flag_taken: 4403,
    conversation_erased: ERASED,
}
"""Each with what ends it: a close code, or the event that is the last of the conversation."""

BY_NAME = {way.__name__: way for way in WAYS}


def prepare(way, visitor):
    """Somebody with reply level in a department of their own, with one conversation."""
    name = way.__name__
    department = Department.objects.create(name=name, slug=name.replace("_", "-"), order=9)
    user = get_user_model().objects.create_user(name, f"{name}@example.com", "x")
    group = Group.objects.create(name=name)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    if way is superuser_flag_taken:
        user.is_superuser = True
        user.save()
    else:
        holder = user if way is personal_permission_removed else group
        access.grant(holder, "reply", department)
    conversation = Conversation.objects.create(department=department, visitor=visitor)
    return {
        "way": name,
        "user": user.pk,
        "group": group.pk,
        "department": department.pk,
        "conversation": str(conversation.public_id),
    }


def sessions_of(user_pk):
    """Keys of this person's sessions."""
    return [
        row.session_key
        for row in Session.objects.all()
        if row.get_decoded().get(SESSION_KEY) == str(user_pk)
    ]


def _user(case):
    return get_user_model().objects.get(pk=case["user"])


def _group(case):
    return Group.objects.get(pk=case["group"])


def _department(case):
    return Department.objects.get(pk=case["department"])
