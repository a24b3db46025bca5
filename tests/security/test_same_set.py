"""
For random grants, every road shows the same set of conversations: the policy's own answer, list,
count, search, export, the page's addresses, a socket's ``conversation.open`` and ``inbox.changed``.
"""

import secrets
import uuid

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.permissions import policy_registry

from livechat import access, inbox
from livechat.access import Level, access_of
from livechat.delivery.hub import current_hub
from livechat.errors import NotFound
from livechat.handling.staff import handle, person_of
from livechat.models import Conversation, Department, Visitor
from livechat.people import people_of
from livechat.protocol.commands import STAFF_COMMANDS, validate
from staff_console.search import search
from staff_console.views.export import ExportView
from staff_console.waiting import waiting_for
from tests.admin import client_of
from tests.sockets import Sockets

WORD = "needle"
DESKS, TALKS = 3, 6

levels = st.sampled_from([None, "join", "reply", "manage"])
grants = st.fixed_dictionaries(
    {
        "everywhere": st.sampled_from([None, None, None, "join", "reply", "manage"]),
        "by_group": st.lists(levels, min_size=DESKS, max_size=DESKS),
        "by_name": st.lists(levels, min_size=DESKS, max_size=DESKS),
        "on_one": st.lists(levels, min_size=TALKS, max_size=TALKS),
        "on_one_by_group": st.lists(levels, min_size=TALKS, max_size=TALKS),
        "disabled": st.lists(st.booleans(), min_size=DESKS, max_size=DESKS),
        "enters": st.sampled_from([True, True, True, False]),
        "inactive": st.sampled_from([False, False, False, True]),
        "superuser": st.sampled_from([False, False, False, False, True]),
        "closed": st.lists(st.booleans(), min_size=TALKS, max_size=TALKS),
    }
)
once = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class World:
    """Departments, conversations and one person with these grants; all of it new."""

    def __init__(self, User, drawn):
        self.name = secrets.token_hex(4)
        self.user = User.objects.create_user(f"u-{self.name}", "u@example.com", "x")
        self.group = Group.objects.create(name=self.name)
        self.user.groups.add(self.group)
        self.desks = [self._desk(n) for n in range(DESKS)]
        visitor = Visitor.objects.create(token_hash=secrets.token_bytes(32), name=WORD)
        self.talks = [
            Conversation.objects.create(
                department=self.desks[n % DESKS],
                visitor=visitor,
                status="closed" if drawn["closed"][n] else "waiting",
            )
            for n in range(TALKS)
        ]
        self._grant(drawn)

    def _desk(self, n):
        return Department.objects.create(name=f"{self.name}-{n}", slug=f"{self.name}-{n}")

    def _grant(self, drawn):
        if drawn["enters"]:
            self.group.permissions.add(Permission.objects.get(codename="access_admin"))
        if drawn["everywhere"]:
            name = f"{drawn['everywhere']}_conversation"
            self.group.permissions.add(Permission.objects.get(codename=name))
        for holder, targets, words in (
            (self.group, self.desks, drawn["by_group"]),
            (self.user, self.desks, drawn["by_name"]),
            (self.user, self.talks, drawn["on_one"]),
            (self.group, self.talks, drawn["on_one_by_group"]),
        ):
            for target, word in zip(targets, words, strict=True):
                if word:
                    access.grant(holder, word, target)
        for desk, disabled in zip(self.desks, drawn["disabled"], strict=True):
            desk.is_active = not disabled
            desk.save()
        self.user.is_active, self.user.is_superuser = not drawn["inactive"], drawn["superuser"]
        self.user.save()

    def expected(self, drawn):
        """Written down again from contract section 6, without looking at the policy."""
        ranks = [None, "join", "reply", "manage"]
        held = {}
        for n, talk in enumerate(self.talks):
            words = [drawn["everywhere"], drawn["on_one"][n], drawn["on_one_by_group"][n]]
            if not drawn["disabled"][n % DESKS]:
                words += [drawn["by_group"][n % DESKS], drawn["by_name"][n % DESKS]]
            level = Level(max(map(ranks.index, words)))
            if drawn["superuser"]:
                level = Level.MANAGE
            may = not drawn["inactive"] and (drawn["enters"] or drawn["superuser"])
            if may and level:
                held[str(talk.public_id)] = level.word
        return held


def ours(world, frames):
    mine = {str(talk.public_id) for talk in world.talks}
    return {frame["id"]: frame["access"] for frame in frames if frame["id"] in mine}


def opened(person, talk):
    values = {"conversation": str(talk.public_id), "after": 0}
    try:
        return handle(
            person, "conversation.open", validate(STAFF_COMMANDS, "conversation.open", values)
        )["conversation"]["access"]
    except NotFound:
        return None


@pytest.mark.django_db
@settings(once, max_examples=25)
@given(drawn=grants)
def test_every_road_over_http_shows_the_same_set(django_user_model, drawn):
    world = World(django_user_model, drawn)
    expected = world.expected(drawn)
    user = django_user_model.objects.get(pk=world.user.pk)
    person = person_of(user)
    roads = {
        "list": ours(world, inbox.page(person.access, "all", limit=200)[0]),
        "search": ours(world, search(person.access, WORD)[0]),
        "open": {
            str(talk.public_id): word for talk in world.talks if (word := opened(person, talk))
        },
        "export": {
            str(row.public_id): person.access.level(row).word
            for row in ExportView().rows(person.access, "all")
            if row in world.talks
        },
        "reasons": {
            str(talk.public_id): access_of(user).level(talk).word
            for talk in world.talks
            if user in people_of(talk)
        },
    }
    for road, shown in roads.items():
        assert shown == expected, road
    policy = policy_registry.get_by_type(Conversation)
    pks = [talk.pk for talk in world.talks]
    seen = policy.instances_user_has_permission_for(user, "view").filter(pk__in=pks)
    assert {str(talk.public_id) for talk in seen} == set(expected)
    waiting = [talk for talk in world.talks if talk.is_waiting]
    before = access_of(user).conversations_seen().waiting().exclude(pk__in=pks).count()
    cache.clear()
    assert waiting_for(person.access)["count"] - before == sum(
        str(talk.public_id) in expected for talk in waiting
    )


@pytest.mark.django_db
@settings(once, max_examples=10)
@given(drawn=grants)
def test_the_pages_open_for_the_same_set(django_user_model, drawn):
    world = World(django_user_model, drawn)
    expected = world.expected(drawn)
    client = client_of(world.user)
    for talk in world.talks:
        known = str(talk.public_id) in expected
        answer = client.get(f"/admin/chat/api/conversations/{talk.public_id}/")
        assert (answer.status_code == 200) is known, answer.status_code


async def socket_roads(world, admin):
    """What a socket of this person opens, and what it hears of when everything changes."""
    sockets = Sockets()
    try:
        keeper, socket = await sockets.staff(admin), await sockets.staff(world.user, hello=False)
        if not socket.accepted:
            return {}, {}
        await socket.send(type="hello", v=1, ref="1")
        if (first := await socket.next())["type"] == "close":
            assert first["code"] == 4403
            return {}, {}
        opened = {}
        for talk in world.talks:
            here = {"conversation": str(talk.public_id)}
            answer = await socket.call("conversation.open", **here)
            if answer["type"] == "ok":
                opened[here["conversation"]] = answer["conversation"]["access"]
            await socket.call("conversation.leave", **here)
        socket.events.clear()
        await change_everything(world, keeper)
        frames = await socket.heard("inbox.changed")
        heard = [frame["conversation"] for frame in frames]
        return opened, {each["id"]: each["access"] for each in heard}
    finally:
        for each in sockets.opened:
            await each.close()
        await current_hub().stop()


async def change_everything(world, keeper):
    """And wait until the admin, who sees everything, has been told of each."""
    for talk in world.talks:
        tagged = {"conversation": str(talk.public_id), "tags": [uuid.uuid4().hex[:8]]}
        assert (await keeper.call("conversation.tag", **tagged))["type"] == "ok"
    heard = set()
    while heard != {str(talk.public_id) for talk in world.talks}:
        heard.add((await keeper.event("inbox.changed"))["conversation"]["id"])
    assert not current_hub().inbox._dirty


@pytest.mark.django_db(transaction=True)
@settings(once, max_examples=12)
@given(drawn=grants)
def test_a_socket_opens_and_hears_of_the_same_set(staff, django_user_model, drawn):
    world = World(django_user_model, drawn)
    expected = world.expected(drawn)
    opened, heard = async_to_sync(socket_roads)(world, staff.admin)
    assert opened == expected
    assert heard == expected
