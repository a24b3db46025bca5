"""What supervisors see of their departments, and only of theirs."""

import pytest
from asgiref.sync import sync_to_async
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from livechat import audit
from livechat.access import grant
from livechat.actions import giving
from livechat.models import (
    ChatLogEntry,
    Conversation,
    Department,
    StaffPresence,
    StaffProfile,
)

pytestmark = pytest.mark.django_db(transaction=True)

TEAM = "/admin/chat/api/team/"


@pytest.fixture
def busy(new_visitor, site, staff, desk_of):
    """Two wait in support and one in sales; sam has one open that he has not answered."""
    for page in (site.home, site.home, site.shop):
        new_visitor().start(page)
    taken = new_visitor().start(site.home)["id"]
    assert desk_of(staff.sam).send("conversation.claim", conversation=taken).status_code == 200
    return taken


def numbers(rows, name, *columns):
    [row] = [row for row in rows if row["name"] == name]
    return tuple(row[column] for column in columns)


def test_what_waits_and_is_open_in_each_department_and_since_when(busy, staff, site, desk_of):
    rows = desk_of(staff.mona).get(TEAM).json()["departments"]
    assert numbers(rows, site.support.name, "waiting", "open") == (2, 1)
    assert numbers(rows, site.sales.name, "waiting", "open") == (1, 0)
    first = Conversation.objects.waiting().filter(department=site.support).earliest("waiting_since")
    [oldest] = numbers(rows, site.support.name, "oldest")
    assert oldest.startswith(first.waiting_since.isoformat()[:19])


async def test_who_is_here_with_what_load(sockets, staff, busy, desk_of):
    await sockets.staff(staff.sam)
    ask = sync_to_async(lambda: desk_of(staff.mona).get(TEAM).json()["people"])
    rows = await ask()
    assert numbers(rows, "Sam", "availability", "open", "unanswered") == ("online", 1, 1)
    assert numbers(rows, "Sasha", "availability", "open", "unanswered") == ("offline", 0, 0)
    assert {row["name"] for row in rows} == {"Sam", "Sasha", "Mona", "admin"}


def set_capacity(desk, person, value):
    address = f"{TEAM}{person}/capacity/"
    return desk.client.post(address, {"capacity": value}, content_type="application/json")


def limits(desk, name):
    return numbers(desk.get(TEAM).json()["people"], name, "capacity", "usual", "limit")


def test_a_manager_sets_how_many_the_queue_gives_a_person(busy, staff, site, desk_of):
    Department.objects.filter(pk=site.support.pk).update(capacity=7, routing="least_busy")
    Department.objects.filter(pk=site.sales.pk).update(capacity=3)
    mona, sam = desk_of(staff.mona), staff.sam
    assert limits(mona, "Sam") == (None, 7, 7)
    assert limits(mona, "Sasha") == (None, 3, 3)
    assert limits(mona, "Mona") == (None, 7, 7), "the larger of both"
    StaffProfile.objects.update_or_create(user=sam, defaults={"availability": "online"})
    StaffPresence.objects.create(user=sam, node="here", seen_at=timezone.now())
    answer = set_capacity(mona, sam.pk, 2)
    assert numbers(answer.json()["people"], "Sam", "capacity", "usual", "limit") == (2, 7, 2)
    assert giving.give_waiting() == 1
    assert numbers(mona.get(TEAM).json()["people"], "Sam", "open") == (2,)
    assert set_capacity(mona, sam.pk, None).status_code == 200
    assert limits(mona, "Sam") == (None, 7, 7)
    assert giving.give_waiting() == 1


def test_the_load_is_all_that_a_person_has_as_the_queue_counts_it(
    busy, new_visitor, staff, site, desk_of
):
    grant(staff.sam, "reply", site.sales)
    elsewhere = new_visitor().start(site.shop)["id"]
    assert desk_of(staff.sam).send("conversation.claim", conversation=elsewhere).status_code == 200
    grant(staff.olive, "manage", site.support)
    people = desk_of(staff.olive).get(TEAM).json()["people"]
    assert numbers(people, "Sam", "open", "load") == (1, 2)
    assert numbers(people, "Mona", "open", "load") == (0, 0)


def test_who_may_answer_everywhere_is_limited_by_all_departments_whatever_else_was_granted(
    staff, site, desk_of
):
    Department.objects.filter(pk=site.support.pk).update(capacity=7)
    Department.objects.filter(pk=site.sales.pk).update(capacity=3)
    for person in (staff.mona, staff.admin):
        grant(person, "reply", site.sales)
    mona = desk_of(staff.mona)
    assert limits(mona, "Mona") == limits(mona, "admin") == (None, 7, 7)


def test_the_logs_of_the_manager_s_departments_say_who_changed_it_from_what_to_what(
    staff, site, desk_of
):
    mona = desk_of(staff.mona)
    grant(staff.sam, "reply", site.sales)
    grant(staff.olive, "manage", site.support)
    set_capacity(desk_of(staff.olive), staff.sam.pk, 4)
    set_capacity(mona, staff.sam.pk, 4)
    set_capacity(mona, staff.sam.pk, None)
    entries = ChatLogEntry.objects.filter(action=audit.CAPACITY).order_by("pk")
    assert [(each.user, each.department, each.data["after"]) for each in entries] == [
        (staff.olive, site.support, 4),
        (staff.mona, site.sales, None),
        (staff.mona, site.support, None),
    ], "once, and only when something changes"
    history = f"/admin/chat/departments/history/{site.support.pk}/"
    page = desk_of(staff.admin).get(history).content.decode()
    assert "Sam gets at a time: 4 instead of as many as the department says" in page


@pytest.mark.parametrize("value", [-1, 101, "many", 1.5])
def test_a_number_that_is_none_changes_nothing(staff, site, desk_of, value):
    mona = desk_of(staff.mona)
    assert set_capacity(mona, staff.sam.pk, 4).status_code == 200
    assert set_capacity(mona, staff.sam.pk, value).status_code == 400
    assert limits(mona, "Sam")[0] == 4


def test_only_of_one_s_own_team_and_only_by_managers(staff, site, desk_of):
    grant(staff.olive, "manage", site.support)
    olive = desk_of(staff.olive)
    assert set_capacity(olive, staff.sam.pk, 4).status_code == 200
    for stranger in (staff.sasha.pk, staff.eddie.pk, 0, "nobody"):
        assert set_capacity(olive, stranger, 4).status_code == 404
    assert set_capacity(desk_of(staff.sam), staff.sam.pk, 9).status_code == 403
    assert StaffProfile.objects.get(capacity__isnull=False).user == staff.sam


def test_those_who_manage_nothing_see_no_team(busy, staff, desk_of):
    assert desk_of(staff.mona).get("/admin/chat/team/").status_code == 200
    for name in ("sam", "olive", "sasha"):
        assert desk_of(getattr(staff, name)).get("/admin/chat/team/").status_code == 302
        assert desk_of(getattr(staff, name)).get(TEAM).status_code == 403


def test_a_supervisor_sees_only_the_departments_they_manage(busy, staff, site, desk_of):
    grant(staff.olive, "manage", site.support)
    found = desk_of(staff.olive).get(TEAM).json()
    assert [row["name"] for row in found["departments"]] == [site.support.name]
    assert "Sasha" not in {row["name"] for row in found["people"]}


def test_more_conversations_and_colleagues_cost_no_more_queries(
    busy, new_visitor, staff, site, desk_of, django_user_model
):
    def queries():
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            assert mona.get(TEAM).status_code == 200
        return len(captured)

    mona = desk_of(staff.mona)
    queries()
    few = queries()
    for number in range(4):
        new_visitor().start(site.home)
        more = Department.objects.create(name=f"More {number}", slug=f"more-{number}")
        grant(staff.mona, "manage", more)
        grant(staff.sam.groups.get(), "reply", more)
        django_user_model.objects.create_superuser(f"more{number}", f"{number}@example.com", "x")
    assert queries() == few
    assert not StaffPresence.objects.exists()
