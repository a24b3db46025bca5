"""What supervisors see of their departments, and only of theirs."""

import pytest
from asgiref.sync import sync_to_async
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from livechat.access import grant
from livechat.models import Conversation, StaffPresence

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
        django_user_model.objects.create_superuser(f"more{number}", f"{number}@example.com", "x")
    assert queries() == few
    assert not StaffPresence.objects.exists()
