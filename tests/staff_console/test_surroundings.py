"""What stands beside a conversation: the page, for those who may edit it; earlier conversations."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission

from livechat.models import ChatSettings, Conversation
from staff_console import visitor_notes

pytestmark = pytest.mark.django_db(transaction=True)


def around(desk, conversation):
    return desk.get(f"/admin/chat/api/conversations/{conversation}/").json()


def test_the_page_can_be_edited_by_those_who_may(visitor, staff, desk_of, site):
    conversation = visitor.start(site.home)["id"]
    page = around(desk_of(staff.admin), conversation)["page"]
    assert (page["title"], page["edit_url"]) == ("Home", f"/admin/pages/{site.home.pk}/edit/")
    assert around(desk_of(staff.sam), conversation)["page"]["edit_url"] is None
    GroupPagePermission.objects.create(
        group=staff.sam.groups.get(), page=site.home, permission_type="change"
    )
    assert around(desk_of(staff.sam), conversation)["page"]["edit_url"]


def test_a_deleted_page_is_remembered(visitor, staff, desk_of, site):
    conversation = visitor.start(site.shop)["id"]
    site.shop.delete()
    page = around(desk_of(staff.sasha), conversation)["page"]
    assert (page["title"], page["state"], page["edit_url"]) == ("Shop", "Deleted", None)


def test_earlier_conversations_are_those_one_may_see(visitor, staff, desk_of, site):
    first = visitor.start(site.home)["id"]
    visitor.start(site.shop)
    now = visitor.start(site.home)["id"]
    ids = [each["id"] for each in around(desk_of(staff.sam), now)["earlier"]]
    assert ids == [first]
    assert len(around(desk_of(staff.mona), now)["earlier"]) == 2


def test_another_visitor_s_are_not_among_them(new_visitor, staff, desk_of, site):
    new_visitor().start(site.home)
    now = new_visitor().start(site.home)["id"]
    assert around(desk_of(staff.sam), now)["earlier"] == []


def test_what_was_agreed_to_and_what_the_site_told(visitor, staff, desk_of, site):
    plain = around(desk_of(staff.sam), visitor.start(site.home)["id"])
    assert (plain["consent"], plain["context"]) == (None, {})
    ChatSettings.objects.create(site=site.site, asks_consent=True)
    started = visitor.start(site.home, consent=True, context={"Order": "1234"})
    told = around(desk_of(staff.sam), started["id"])
    assert told["consent"]["at"] == started["created_at"]
    assert told["consent"]["text"].startswith("I agree")
    assert told["context"] == {"Order": "1234"}


def test_the_journey_is_what_was_visited_the_latest_last(visitor, staff, desk_of, site):
    conversation = visitor.start(site.home, url="http://testserver/")
    for number in range(15):
        url = f"http://testserver/{number}/?q=secret"
        visitor.command(conversation, "page.visited", url=url, title=f"Page {number}")
    journey = around(desk_of(staff.sam), conversation["id"])["journey"]
    assert [each["title"] for each in journey] == [f"Page {number}" for number in range(3, 15)]
    assert journey[-1]["url"] == "/14/"


def test_no_more_queries_for_a_longer_history(visitor, staff, desk_of, site):
    conversation = visitor.start(site.home)
    sam = desk_of(staff.sam)
    row = Conversation.objects.get()

    def count():
        with CaptureQueriesContext(connection) as captured:
            around(sam, conversation["id"])
        return len(captured)

    def more(number):
        visitor.command(conversation, "page.visited", url=f"http://testserver/{number}/")
        visitor_notes.write(row, staff.sam, uuid.uuid4(), "Likes warm light")

    count()
    more(0)
    few = count()
    for number in range(1, 6):
        more(number)
    assert count() == few < 30
