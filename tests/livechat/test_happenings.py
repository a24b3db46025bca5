"""Event messages: what happened is said among the messages, to each side what concerns it."""

import pytest
from asgiref.sync import sync_to_async

from livechat import happenings
from livechat.models import Conversation, Message, PageVisit

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def talk(sockets, visitor, conversation, staff):
    """Both sides' sockets: ``tab``, and ``sam`` who has it open."""
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    return tab, sam, {"conversation": conversation["id"]}


async def heard(socket):
    """``(seq, data)`` of the event messages that have come."""
    frames = await socket.heard("message.posted", "message.changed")
    messages = [frame["message"] for frame in frames]
    assert all(each["author"] == {"role": "system", "name": ""} for each in messages)
    assert all(each["kind"] == "event" and each["body"] for each in messages)
    return [(each["seq"], each["data"]) for each in messages]


async def test_both_sides_hear_what_concerns_them_without_holes_in_either_numbering(talk, staff):
    tab, sam, here = talk
    await sam.call("conversation.claim", **here)
    await sam.call("conversation.invite", staff=str(staff.eddie.pk), **here)
    await sam.call("conversation.release", **here)
    await sam.call("conversation.close", **here)
    await sam.call("conversation.close", **here)
    await sam.call("conversation.reopen", **here)
    await tab.call("conversation.close")
    assert await heard(sam) == [
        (2, {"code": "claimed", "by": "Sam"}),
        (3, {"code": "invited", "by": "Sam", "to": "Eddie"}),
        (4, {"code": "released", "by": "Sam"}),
        (5, {"code": "closed", "by": "Sam"}),
        (6, {"code": "reopened", "by": "Sam"}),
        (7, {"code": "ended"}),
    ]
    assert await heard(tab) == [
        (2, {"code": "joined", "name": "Sam"}),
        (3, {"code": "closed", "name": "Sam"}),
        (4, {"code": "reopened"}),
        (5, {"code": "ended"}),
    ]


async def test_a_visitor_never_learns_who_assigned_or_where_it_came_from(talk, sockets, staff):
    tab, sam, here = talk
    mona = await sockets.staff(staff.mona)
    await mona.call("conversation.assign", to=str(staff.sam.pk), **here)
    assert await heard(sam) == [(2, {"code": "assigned", "by": "Mona", "to": "Sam"})]
    await mona.call("conversation.transfer", department="sales", **here)
    opened = await mona.call("conversation.open", **here)
    data = {"code": "transferred", "by": "Mona", "from": "Support", "to": "Sales"}
    assert opened["messages"][-1]["data"] == data
    again = await tab.call("hello", v=1)
    moved = [(2, {"code": "joined", "name": "Sam"}), (3, {"code": "moved", "name": "Sales"})]
    assert await heard(tab) == moved
    assert [(each["seq"], each["data"]) for each in again["messages"][1:]] == moved
    assert "Mona" not in str(again)


async def test_pages_visited_are_one_line_for_staff_until_something_is_said(
    talk,
):
    tab, sam, here = talk
    start = "http://testserver/shop/lamp/?secret=1#x"
    await tab.call("page.visited", url=start, title="Lamp")
    await tab.call("page.visited", url=start, title="Lamp")
    await tab.call("page.visited", url="http://testserver/shop/", title="Shop")
    await tab.post("Which one?")
    await tab.call("page.visited", url=start, title="Lamp")
    told = await sam.heard("message.posted", "message.changed")
    assert [(each["type"], each["message"]["seq"], each["message"]["data"]) for each in told] == [
        ("message.posted", 2, {"code": "page", "title": "Lamp", "url": "/shop/lamp/"}),
        ("message.changed", 2, {"code": "page", "title": "Shop", "url": "/shop/"}),
        ("message.posted", 3, {}),
        ("message.posted", 4, {"code": "page", "title": "Lamp", "url": "/shop/lamp/"}),
    ]
    assert [each["message"]["seq"] for each in await tab.heard("message.posted")] == [2]
    visits = await sync_to_async(list)(PageVisit.objects.order_by("pk").values_list("url", "title"))
    assert visits == [("/shop/lamp/", "Lamp"), ("/shop/", "Shop"), ("/shop/lamp/", "Lamp")]


async def test_a_long_journey_is_kept_in_part(talk):
    tab, _sam, _here = talk
    for number in range(60):
        await tab.call("page.visited", url=f"http://testserver/{number}/", title=str(number))
    kept = await sync_to_async(list)(
        PageVisit.objects.order_by("pk").values_list("title", flat=True)
    )
    assert kept == [str(number) for number in range(10, 60)]


async def test_events_are_nothing_unread_and_no_last_words(talk, conversation):
    tab, sam, here = talk
    before = await sync_to_async(Conversation.objects.get)()
    await sam.call("conversation.claim", **here)
    await tab.call("page.visited", url="http://testserver/shop/", title="Shop")
    (row,) = (await sam.call("inbox.get", view="all"))["conversations"]
    assert (row["unread"], row["last_seq"], row["last_message"]["body"]) == (1, 3, "Hello")
    after = await sync_to_async(Conversation.objects.get)()
    assert after.last_message_at == before.last_message_at


@pytest.mark.parametrize("code", happenings.FOR_STAFF)
def test_every_happening_has_words_for_whom_it_concerns(code):
    data = {"code": code} | dict.fromkeys(("by", "to", "from", "title"), "{x} of y")
    assert "{x} of y" in happenings.body(data, "en") or code in ("ended", "reopened", "withdrawn")
    if happenings.concerns_visitor(code):
        assert happenings.seen_by_visitor(data)["code"] in happenings.FOR_VISITORS


@pytest.mark.parametrize("data", [{}, {"code": "of another version", "by": "Sam"}, {"code": 7}])
def test_an_event_that_nobody_knows_hides_nothing_and_tells_no_names(visitor, site, data):
    conversation = visitor.start(site.home)
    row = Conversation.objects.get(public_id=conversation["id"])
    Message.objects.create(
        conversation=row, seq=2, vseq=2, kind="event", role="system", body="Something", data=data
    )
    Conversation.objects.filter(pk=row.pk).update(last_seq=2, last_vseq=2)
    found = visitor.get(f"conversations/{conversation['id']}/messages/").json()["messages"]
    assert [(each["body"], each["data"]) for each in found] == [("Hello", {}), ("Something", {})]
