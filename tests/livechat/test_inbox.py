"""The inbox: what is in whose, and how consoles hear of changes."""

import pytest
from asgiref.sync import sync_to_async

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def three(new_visitor, site):
    """Conversations in support, sales and support, the oldest first."""
    return [new_visitor().start(page)["id"] for page in (site.home, site.shop, site.home)]


async def ids(socket, view="all", **values):
    reply = await socket.call("inbox.get", view=view, **values)
    assert set(reply) == {"type", "ref", "conversations", "more", "inbox"}
    return [each["id"] for each in reply["conversations"]]


async def test_one_sees_the_conversations_of_ones_departments_newest_first(sockets, staff, three):
    home, shop, newer = three
    for name, expected in {
        "admin": [newer, shop, home],
        "mona": [newer, shop, home],
        "sam": [newer, home],
        "olive": [newer, home],
        "sasha": [shop],
    }.items():
        assert await ids(await sockets.staff(getattr(staff, name))) == expected, name


async def test_each_view_shows_its_own(sockets, staff, three):
    home, shop, newer = three
    mona = await sockets.staff(staff.mona)
    await mona.call("conversation.claim", conversation=home)
    await mona.call("conversation.close", conversation=shop)
    assert await ids(mona, "mine") == [home]
    assert await ids(mona, "open") == [home]
    assert await ids(mona, "waiting") == [newer]
    assert await ids(mona, "closed") == [shop]
    assert len(await ids(mona, "all")) == 3
    assert (await mona.call("inbox.get", view="nonsense"))["code"] == "bad_value"


async def test_a_view_is_read_page_by_page(sockets, staff, three):
    mona = await sockets.staff(staff.mona)
    first = await mona.call("inbox.get", view="all", limit=2)
    assert first["more"] is True
    last = first["conversations"][-1]["id"]
    second = await mona.call("inbox.get", view="all", limit=2, before=last)
    assert second["more"] is False
    found = first["conversations"] + second["conversations"]
    assert [each["id"] for each in found] == three[::-1]


async def test_a_cursor_that_one_does_not_see_is_not_found(sockets, staff, three):
    _home, shop, newer = three
    sam = await sockets.staff(staff.sam)
    assert (await sam.call("inbox.get", view="all", before=newer))["type"] == "ok"
    for before in (shop, "nonsense"):
        assert (await sam.call("inbox.get", view="all", before=before))["code"] == "not_found"


async def test_news_comes_to_those_who_may_see_it_opened_or_not(sockets, staff, visitor, site):
    sam, sasha = await sockets.staff(staff.sam), await sockets.staff(staff.sasha)
    conversation = await sync_to_async(visitor.start)(site.home, name="Grace")
    told = (await sam.event("inbox.changed"))["conversation"]
    assert (told["id"], told["status"], told["unread"]) == (conversation["id"], "waiting", 1)
    assert (told["visitor"]["name"], told["access"]) == ("Grace", "reply")
    assert await sasha.hears_nothing_of("inbox.changed")
    tab = await sockets.visitor(visitor, conversation)
    await tab.post("More")
    assert (await sam.event("inbox.changed"))["conversation"]["last_seq"] == 2
    assert await sasha.hears_nothing_of("inbox.changed", "message.posted")
    assert await sam.hears_nothing_of("message.posted")


async def test_many_changes_in_a_moment_are_one_event_with_the_latest_state(
    sockets, staff, visitor, conversation
):
    sam = await sockets.staff(staff.sam)
    tab = await sockets.visitor(visitor, conversation)
    for number in range(8):
        await tab.post(str(number))
    events = [await sam.event("inbox.changed")]
    while events[-1]["conversation"]["last_seq"] < 9:
        events.append(await sam.event("inbox.changed"))
    assert len(events) <= 3


async def test_the_fingerprint_changes_with_what_is_shown_and_only_then(
    sockets, staff, visitor, conversation, site
):
    sam = await sockets.staff(staff.sam)
    before = (await sam.call("inbox.get", view="all"))["inbox"]
    await sync_to_async(visitor.start)(site.shop)
    assert (await sam.call("inbox.get", view="all"))["inbox"] == before
    await sync_to_async(visitor.say)(conversation, "News")
    after = (await sam.call("inbox.get", view="all"))["inbox"]
    assert after != before
    assert (await sam.call("hello", v=1))["inbox"] == after


async def test_hello_names_the_person_and_their_departments(sockets, staff, site):
    hello = (await sockets.staff(staff.sasha)).hello
    assert set(hello) == {"type", "ref", "staff", "departments", "inbox"}
    assert hello["staff"] == {
        "id": str(staff.sasha.pk),
        "name": "Sasha",
        "availability": "online",
    }
    levels = {each["slug"]: each["access"] for each in hello["departments"]}
    assert levels == {"sales": "reply", "support": "none"}
    assert {"slug", "name", "access"} == set(hello["departments"][0])


async def test_leaving_a_conversation_ends_its_events(sockets, staff, visitor, conversation):
    sam = await sockets.staff_in(conversation, staff.sam)
    tab = await sockets.visitor(visitor, conversation)
    await tab.post("Heard")
    assert (await sam.event("message.posted"))["message"]["body"] == "Heard"
    left = await sam.call("conversation.leave", conversation=conversation["id"])
    assert left["type"] == "ok"
    await tab.post("Not heard")
    assert await sam.hears_nothing_of("message.posted")
