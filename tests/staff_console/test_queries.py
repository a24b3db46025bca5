"""No address asks the database more because there is more to show."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESSES = [
    "/admin/",
    "/admin/chat/",
    "/admin/chat/?view=all",
    "/admin/chat/api/waiting/",
    "/admin/chat/api/search/?q=lamp",
]


def queries(desk, address):
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert desk.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", ADDRESSES)
def test_more_conversations_cost_no_more_queries(new_visitor, staff, desk_of, site, address):
    sam = desk_of(staff.sam)
    new_visitor().start(site.home, body="lamp")
    queries(sam, address)
    new_visitor().start(site.home, body="lamp")
    few = queries(sam, address)
    for _ in range(5):
        new_visitor().start(site.home, body="lamp")
    assert queries(sam, address) == few


def test_a_long_conversation_opens_with_as_many_queries(visitor, staff, desk_of, site):
    conversation = visitor.start(site.home)["id"]
    sam, address = desk_of(staff.sam), f"/admin/chat/conversations/{conversation}/"
    queries(sam, address)
    few = queries(sam, address)
    for number in range(5):
        post = {"type": "message.post", "body": f"More {number}"}
        post["client_id"] = f"00000000-0000-4000-8000-00000000000{number}"
        assert visitor.post(f"conversations/{conversation}/commands/", post).status_code == 200
    assert queries(sam, address) == few


def test_other_admin_pages_pay_little(visitor, staff, desk_of, site):
    visitor.start(site.home)
    assert queries(desk_of(staff.sam), "/admin/chat/api/waiting/") <= 12


def test_a_page_far_down_costs_no_more_queries_than_the_first(new_visitor, staff, desk_of, site):
    ids = [new_visitor().start(site.home)["id"] for _ in range(8)]
    sam = desk_of(staff.sam)

    def page(before):
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            answer = sam.send("inbox.get", view="all", limit=2, before=before).json()
        return [row["id"] for row in answer["conversations"]], len(captured)

    (near, few), (far, many) = page(ids[7]), page(ids[2])
    assert (near, far) == ([ids[6], ids[5]], [ids[1], ids[0]])
    assert many == few
