"""The sidebar's item and its number, on every page of the admin."""

import json
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from livechat import access
from livechat.actions import overdue
from livechat.models import Conversation, Department, Message
from tests.sidebar import item

pytestmark = pytest.mark.django_db

WAITING = "/admin/chat/api/waiting/"


def number(response):
    return json.loads(item(response)["attrs"]["data-livechat-waiting-now-value"])["count"]


@pytest.mark.parametrize("name", ["sam", "sasha", "olive", "mona", "admin"])
def test_people_with_a_chat_level_have_the_item(staff, desk_of, name):
    found = item(desk_of(getattr(staff, name)).get("/admin/"))
    assert found["label"] == "Chat"


def test_people_without_one_do_not(staff, desk_of):
    assert item(desk_of(staff.sam).get("/admin/"))
    assert item(desk_of(staff.eddie).get("/admin/")) is None


def test_the_number_counts_what_waits_in_ones_own_departments(new_visitor, staff, desk_of, site):
    new_visitor().start(site.home)
    new_visitor().start(site.home)
    new_visitor().start(site.shop)
    people = ("sam", "olive", "sasha", "mona", "admin")
    counts = {name: number(desk_of(getattr(staff, name)).get("/admin/")) for name in people}
    assert counts == {"sam": 2, "olive": 2, "sasha": 1, "mona": 3, "admin": 3}


def test_what_somebody_has_taken_waits_no_more(visitor, staff, desk_of, site):
    conversation = visitor.start(site.home)["id"]
    sam = desk_of(staff.sam)
    assert sam.get(WAITING).json()["count"] == 1
    sam.send("conversation.claim", conversation=conversation)
    cache.clear()
    answer = sam.get(WAITING).json()
    assert (answer["count"], answer["mine"], answer["newest"]) == (0, 1, [])


def test_who_waits_is_named_the_latest_first(new_visitor, staff, desk_of, site):
    new_visitor().start(site.home, name="Grace")
    nameless = new_visitor().start(site.home)["id"]
    names = [each["name"] for each in desk_of(staff.sam).get(WAITING).json()["newest"]]
    assert names == [f"Visitor {nameless[:4]}", "Grace"]


def test_a_taken_right_takes_the_number_at_once(visitor, staff, desk_of, site):
    visitor.start(site.home)
    sam = desk_of(staff.sam)
    assert sam.get(WAITING).json()["count"] == 1
    access.revoke(staff.sam.groups.get(), "reply", site.support)
    assert sam.get(WAITING).status_code == 403


def test_a_guest_sees_the_one_conversation_they_were_invited_to(new_visitor, staff, desk_of, site):
    invited = new_visitor().start(site.home, name="Grace")["id"]
    new_visitor().start(site.home)
    frame = {"conversation": invited, "staff": str(staff.sasha.pk)}
    assert desk_of(staff.sam).send("conversation.invite", **frame).status_code == 200
    newest = desk_of(staff.sasha).get(WAITING).json()["newest"]
    assert [each["id"] for each in newest] == [invited]


def test_one_person_s_item_is_not_another_s(visitor, staff, desk_of, site):
    visitor.start(site.home)
    assert number(desk_of(staff.sam).get("/admin/")) == 1
    assert number(desk_of(staff.sasha).get("/admin/")) == 0
    assert number(desk_of(staff.sam).get("/admin/")) == 1


def test_one_s_own_conversations_are_named_to_nobody_else(visitor, staff, desk_of, site):
    conversation = visitor.start(site.home, name="Grace")["id"]
    desk_of(staff.sam).send("conversation.claim", conversation=conversation)
    own = {
        name: desk_of(getattr(staff, name)).get(WAITING).json()["own"] for name in ("sam", "mona")
    }
    assert own == {"sam": [{"id": conversation, "name": "Grace"}], "mona": []}


def test_who_has_waited_longest_is_named_with_the_department_and_page(
    new_visitor, staff, desk_of, site
):
    ids = [new_visitor().start(site.home)["id"] for _ in range(7)]
    found = desk_of(staff.sam).get(WAITING).json()
    assert [each["id"] for each in found["longest"]] == ids[:5]
    assert [each["id"] for each in found["newest"]] == ids[:3:-1]
    assert (found["count"], found["longest"][0]["department"]) == (7, site.support.name)


@pytest.mark.django_db(transaction=True)
def test_notes_that_name_one_are_counted_until_one_has_read_them(visitor, staff, desk_of, site):
    conversation = visitor.start(site.home)["id"]
    note = {"client_id": str(uuid.uuid4()), "body": "@Mona?", "mentions": [str(staff.mona.pk)]}
    desk_of(staff.sam).send("note.post", conversation=conversation, **note)
    mona = desk_of(staff.mona)
    assert mona.get(WAITING).json()["mentions"] == 1
    assert desk_of(staff.sam).get(WAITING).json()["mentions"] == 0
    page = mona.get("/admin/chat/?view=mentions").content.decode()
    assert conversation in page
    [named] = mona.get(WAITING).json()["named"]
    assert (named["id"], named["by"]) == (conversation, "Sam")
    assert json.loads(item(mona.get("/admin/"))["attrs"]["data-livechat-waiting-now-value"])[
        "named"
    ] == [named]
    mona.send("conversation.open", conversation=conversation, after=0)
    assert (mona.get(WAITING).json()["mentions"], mona.get(WAITING).json()["named"]) == (0, [])
    assert conversation in mona.get("/admin/chat/?view=mentions").content.decode()


@pytest.mark.django_db(transaction=True)
def test_nobody_hears_of_a_note_in_what_they_may_no_longer_see(visitor, staff, desk_of, site):
    conversation = visitor.start(site.home)["id"]
    note = {"client_id": str(uuid.uuid4()), "body": "@Olive?", "mentions": [str(staff.olive.pk)]}
    desk_of(staff.sam).send("note.post", conversation=conversation, **note)
    olive = desk_of(staff.olive)
    assert [each["id"] for each in olive.get(WAITING).json()["named"]] == [conversation]
    access.grant(staff.olive, "join", site.sales)
    access.revoke(staff.olive.groups.get(), "join", site.support)
    assert (olive.get(WAITING).json()["mentions"], olive.get(WAITING).json()["named"]) == (0, [])


def escalated(desk):
    cache.clear()
    found = desk.get(WAITING).json()["escalated"]
    return found["count"], [each["name"] for each in found["newest"]]


@pytest.mark.django_db(transaction=True)
def test_what_nobody_answers_in_time_is_told_to_those_who_manage_it_until_it_is_taken(
    new_visitor, staff, desk_of, site
):
    Department.objects.filter(pk__in=[site.support.pk, site.sales.pk]).update(answer_within=5)
    taken = new_visitor().start(site.home, name="Grace")["id"]
    new_visitor().start(site.shop, name="Alan")
    sam, mona = desk_of(staff.sam), desk_of(staff.mona)
    sam.send("conversation.claim", conversation=taken)
    access.grant(staff.olive, "manage", site.support)
    assert escalated(mona) == (0, [])
    past = timezone.now() - timedelta(minutes=6)
    Conversation.objects.update(waiting_since=past, assigned_at=past)
    Conversation.objects.filter(public_id=taken).update(waiting_since=None)
    Message.objects.update(created_at=past)
    assert overdue.return_overdue() == 2
    assert overdue.return_overdue() == 0
    assert escalated(mona)[0] == 2
    assert escalated(desk_of(staff.olive)) == (1, ["Grace"])
    assert escalated(sam) == (0, []), "who only answers there is told of a new one"
    assert sam.get(WAITING).json()["count"] == 1
    sam.send("conversation.claim", conversation=taken)
    assert escalated(mona) == (1, ["Alan"])
    sam.send("conversation.release", conversation=taken)
    assert escalated(mona) == (1, ["Alan"]), "its time begins anew"


@pytest.mark.django_db(transaction=True)
def test_who_answers_in_a_department_is_not_told_what_its_manager_is(visitor, staff, desk_of, site):
    Department.objects.filter(pk=site.support.pk).update(answer_within=5)
    visitor.start(site.home, name="Grace")
    access.grant(staff.olive, "manage", site.support)
    past = timezone.now() - timedelta(minutes=6)
    Conversation.objects.update(waiting_since=past)
    Message.objects.update(created_at=past)
    assert overdue.return_overdue() == 1
    counts = {
        name: desk_of(getattr(staff, name)).get(WAITING).json()["escalated"]["count"]
        for name in ("olive", "sam")
    }
    assert counts == {"olive": 1, "sam": 0}, "at once, while what the first saw is remembered"
