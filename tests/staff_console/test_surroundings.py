"""What stands beside a conversation: the page, for those who may edit it; earlier conversations."""

import pytest
from wagtail.models import GroupPagePermission

from livechat.models import ChatSettings

pytestmark = pytest.mark.django_db


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
