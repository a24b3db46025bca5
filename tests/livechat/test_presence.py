"""Who is here: availability over HTTP, colleagues, and both sides of a conversation."""

import pytest
from asgiref.sync import sync_to_async
from django.core.cache import cache

from livechat.delivery import visitor_presence

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def online(client, settings):
    """``await online(page)``: what the availability address says, read afresh."""

    def ask(page):
        cache.clear()
        return client.get(f"/livechat/availability/?page={page.pk}").json()["online"]

    return sync_to_async(ask)


async def test_a_department_is_online_while_somebody_who_may_answer_has_a_socket(
    sockets, staff, site, online
):
    assert not await online(site.home)
    sam = await sockets.staff(staff.sam)
    assert await online(site.home)
    assert not await online(site.shop)
    await sam.close()
    assert not await online(site.home)


async def test_who_may_only_read_puts_nobody_online(sockets, staff, site, online):
    await sockets.staff(staff.olive)
    assert not await online(site.home)
    await sockets.staff(staff.mona)
    assert await online(site.home)


@pytest.mark.parametrize("state", ["away", "offline"])
async def test_who_chose_another_state_is_not_online(sockets, staff, site, online, state):
    sam = await sockets.staff(staff.sam)
    assert await online(site.home)
    assert (await sam.call("availability.set", state=state))["type"] == "ok"
    assert not await online(site.home)
    assert (await sam.call("availability.set", state="online"))["type"] == "ok"
    assert await online(site.home)
    assert (await sam.call("availability.set", state="asleep"))["code"] == "bad_value"


async def test_the_second_tab_of_a_person_keeps_them_online(sockets, staff, site, online):
    one, _two = await sockets.staff(staff.sam), await sockets.staff(staff.sam)
    await one.close()
    assert await online(site.home)


async def test_colleagues_hear_who_comes_and_goes(sockets, staff):
    mona = await sockets.staff(staff.mona)
    me = {"id": str(staff.sam.pk), "name": "Sam"}
    mona.events.clear()
    sam = await sockets.staff(staff.sam)
    while (event := await mona.event("staff.changed"))["staff"]["id"] != me["id"]:
        pass
    assert event == {"type": "staff.changed", "staff": {**me, "availability": "online"}}
    await sam.call("availability.set", state="away")
    event = await mona.event("staff.changed")
    assert event["staff"] == {**me, "availability": "away"}
    await sam.close()
    event = await mona.event("staff.changed")
    assert event["staff"] == {**me, "availability": "offline"}


async def test_the_list_of_colleagues_is_of_those_who_may_use_the_admin(
    sockets, staff, django_user_model
):
    await django_user_model.objects.acreate(username="customer")
    gone = await django_user_model.objects.acreate(username="gone", is_superuser=True)
    gone.is_active = False
    await gone.asave()
    sam = await sockets.staff(staff.sam)
    found = (await sam.call("staff.list"))["staff"]
    assert {each["name"] for each in found} == {
        "admin",
        "Sasha",
        "Sam",
        "Olive",
        "Mona",
        "Eddie",
    }
    states = {each["name"]: each["availability"] for each in found}
    assert (states["Sam"], states["Mona"]) == ("online", "offline")
    assert all(set(each) == {"id", "name", "availability"} for each in found)


async def test_both_sides_are_told_whether_the_other_is_there(
    sockets, staff, visitor, conversation
):
    here = {"type": "presence.changed", "conversation": conversation["id"]}
    tab = await sockets.visitor(visitor, conversation)
    assert await tab.event("presence.changed") == here | {
        "staff_online": False,
        "visitor_online": True,
    }
    sam = await sockets.staff_in(conversation, staff.sam)
    event = await sam.event("presence.changed")
    assert event["visitor_online"] is True
    event = await tab.event("presence.changed")
    assert event["staff_online"] is True


async def test_a_visitor_hears_that_everybody_went_though_staff_have_asked_in_between(
    sockets, staff, visitor, conversation, monkeypatch
):
    monkeypatch.setattr(visitor_presence, "KNOWN_FOR", -1)
    sam, olive = await sockets.staff(staff.sam), await sockets.staff(staff.olive)
    tab = await sockets.visitor(visitor, conversation)
    assert (await tab.event("presence.changed"))["staff_online"] is True
    assert (await sam.call("availability.set", state="away"))["type"] == "ok"
    await olive.call("conversation.open", conversation=conversation["id"])
    assert (await olive.event("presence.changed"))["staff_online"] is False
    assert (await tab.event("presence.changed"))["staff_online"] is False


async def test_a_page_that_only_watches_puts_nobody_online(sockets, staff, site, online):
    page = await sockets.staff(staff.sam, hello=False)
    assert (await page.call("hello", v=1, watch=True))["type"] == "ok"
    assert not await online(site.home)
    assert (await page.call("hello", v=1))["staff"]["availability"] == "online"
    assert await online(site.home)
    desk = await sockets.staff(staff.sam)
    await page.call("hello", v=1, watch=True)
    assert await online(site.home)
    await desk.close()
    assert not await online(site.home)


async def test_a_page_that_only_watches_hears_what_waits(sockets, staff, visitor, site):
    page = await sockets.staff(staff.sam, hello=False)
    await page.call("hello", v=1, watch=True)
    conversation = await sync_to_async(visitor.start)(site.home)
    assert (await page.event("inbox.changed"))["conversation"]["id"] == conversation["id"]
