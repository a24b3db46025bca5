"""
What a look costs is the same with ten conversations, departments and grants and with ten thousand
of each: as many queries, on every road that shows a list, a number or a department.
"""

import secrets
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from livechat.access import access_of
from livechat.handling.staff import handle, person_of
from livechat.models import (
    ChatLogEntry,
    Conversation,
    ConversationUserGrant,
    Department,
    DepartmentGroupGrant,
    Visitor,
)
from livechat.people import people_of
from livechat.protocol.commands import STAFF_COMMANDS, validate
from livechat.searching.indexing import index_latest
from staff_console import waiting
from staff_console.group_panel import GroupLevelsForm
from staff_console.search import FRESH
from staff_console.views.export import ExportView
from tests.admin import client_of

pytestmark = pytest.mark.django_db
FEW, MANY = 10, 10_000


class World:
    """One person with a level on every department and, by name, on every conversation."""

    def __init__(self):
        self.group = Group.objects.create(name="Everywhere")
        self.group.permissions.add(Permission.objects.get(codename="access_admin"))
        self.user = get_user_model().objects.create_user("busy", "busy@example.com", "x")
        self.user.groups.add(self.group)
        self.admin = get_user_model().objects.create_superuser("root", "root@example.com", "x")
        self.visitor = Visitor.objects.create(token_hash=secrets.token_bytes(32), name="Lamp")
        self.first = self.desk = None

    def grow(self, many):
        number = 0 if self.first is None else FEW
        desks = Department.objects.bulk_create(
            Department(name=f"Desk {n}", slug=f"desk-{n}", order=n) for n in range(number, many)
        )
        talks = Conversation.objects.bulk_create(
            Conversation(
                department=desk,
                visitor=self.visitor,
                last_message_at=timezone.now() - timedelta(days=number),
            )
            for desk in desks
        )
        manage, reply = _permission("manage_department"), _permission("reply_conversation")
        DepartmentGroupGrant.objects.bulk_create(
            DepartmentGroupGrant(group=self.group, content_object=desk, permission=manage)
            for desk in desks
        )
        ConversationUserGrant.objects.bulk_create(
            ConversationUserGrant(user=self.user, content_object=talk, permission=reply)
            for talk in talks
        )
        self.first, self.desk = self.first or talks[0], self.desk or desks[0]
        index_latest(FRESH)


def _permission(codename):
    return Permission.objects.get(content_type__app_label="livechat", codename=codename)


def roads(world):
    """Each road with what walks it once."""
    user, client, boss = world.user, client_of(world.user), client_of(world.admin)

    def command(kind, **values):
        return handle(person_of(user), kind, validate(STAFF_COMMANDS, kind, values))

    def page(browser, name, *args, **asked):
        answer = browser.get(reverse(name, args=args), asked)
        assert answer.status_code == 200, (name, answer.status_code)

    desk, talk = world.desk.pk, world.first.public_id
    return {
        "level": lambda: access_of(user).level(world.first),
        "list": lambda: command("inbox.get", view="all", limit=50),
        "open": lambda: command("conversation.open", conversation=str(talk)),
        "hello": lambda: command("hello", v=1),
        "colleagues": lambda: command("staff.list"),
        "narrowed list": lambda: command("inbox.get", view="all", tag="vip", assignee="nobody"),
        "team": lambda: page(boss, "staff_console:team"),
        "badge": lambda: page(client, "staff_console:waiting"),
        "search": lambda: page(client, "staff_console:search", q="lamp"),
        "export": lambda: ExportView().rows(access_of(user), "all"),
        "console": lambda: page(client, "staff_console:index"),
        "details": lambda: page(client, "staff_console:surroundings", talk),
        "who sees it": lambda: list(people_of(world.first)),
        "people": lambda: page(client, "staff_console:people", talk),
        "departments": lambda: page(boss, "livechat_departments:index"),
        "my departments": lambda: page(client, "livechat_departments:index"),
        "department": lambda: page(client, "livechat_departments:edit", desk),
        "department's history": lambda: page(client, "livechat_departments:history", desk),
        "department's usage": lambda: page(boss, "livechat_departments:usage", desk),
        "deleting a department": lambda: page(boss, "livechat_departments:delete", desk),
        "group": lambda: len(GroupLevelsForm(instance=world.group).rows),
        "dashboard": lambda: page(client, "wagtailadmin_home"),
        "log": lambda: list(ChatLogEntry.objects.viewable_by_user(user)[:50]),
    }


def price(walk):
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        walk()
    return len(captured)


def prices(world):
    return {name: price(walk) for name, walk in roads(world).items()}


@pytest.fixture(scope="module")
def measured(django_db_setup, django_db_blocker):
    """``few`` and ``many``: the queries of each road. Made once, and rolled back."""
    with (
        pytest.MonkeyPatch.context() as patch,
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        # A number that is remembered for a second is asked for again by a page that takes two.
        patch.setattr(waiting, "KEPT_FOR", 60)
        world = World()
        world.grow(FEW)
        prices(world)
        few = prices(world)
        world.grow(MANY)
        many = prices(world)
        transaction.set_rollback(True)
    return SimpleNamespace(few=few, many=many)


ONCE_MORE = {"search": 5}
"""
Where PostgreSQL asks the whole index, once, when the newest do not fill the page: a question, and a
savepoint and a setting before and after it.
"""


def test_no_road_costs_more_queries_with_ten_thousand_of_everything(measured):
    more = {name: measured.many[name] - few for name, few in measured.few.items()}
    assert all(extra <= ONCE_MORE.get(name, 0) for name, extra in more.items()), more
    assert max(measured.many.values()) < 60
