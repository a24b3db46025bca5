"""
Fill a database: ``python -m tests.faults.seed [conversations]`` prints what it made as JSON.

Staff with their sessions; and conversations with one message and their visitors' cookies, for
tests that need more of them than it is worth starting over HTTP.
"""

import json
import os
import sys
import uuid

import django

STAFF = ("ada", "sam", "sasha")
"""A superuser, and two with reply level in the department ``support``."""


def main(conversations):
    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        made = {"staff": staff(), "conversations": [conversation() for _ in range(conversations)]}
    print(json.dumps(made))


def staff():
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group, Permission

    from livechat import access
    from livechat.models import Department

    users = get_user_model().objects
    support = Department.objects.get(slug="support")
    group, _ = Group.objects.get_or_create(name="Agents")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    access.grant(group, "reply", support)
    for name in STAFF:
        user, made = users.get_or_create(username=name, defaults={"is_superuser": name == "ada"})
        if made and not user.is_superuser:
            user.groups.add(group)
    return {name: session_of(users.get(username=name)) for name in STAFF}


def session_of(user):
    """The cookie of a session, as signing in to the admin gives it."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def conversation():
    from django.utils import timezone
    from wagtail.models import Site

    from livechat import identity
    from livechat.actions.messages import append
    from livechat.models import Conversation, Department, Message, Visitor

    token = identity.new_token()
    site = Site.objects.get(is_default_site=True)
    visitor = Visitor.objects.create(token_hash=identity.hash_token(token), site=site)
    row = Conversation.objects.create(
        department=Department.objects.get(slug="support"),
        visitor=visitor,
        waiting_since=timezone.now(),
        unread=1,
    )
    body = f"{row.public_id} first"
    append(row, Message.Role.VISITOR, None, "", body, client_id=uuid.uuid4())
    row.save()
    return {"id": str(row.public_id), "cookie": f"{identity.COOKIE_NAME}={token}"}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    django.setup()
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
