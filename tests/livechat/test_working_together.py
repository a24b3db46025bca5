"""Transfer, invite and tags: what colleagues do with a conversation, and what each of them sees."""

import asyncio
import json

import pytest
from asgiref.sync import sync_to_async

from livechat.delivery.hub import current_hub
from livechat.models import Message

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(conversation):
    return {"conversation": conversation["id"]}


async def test_transferred_it_waits_in_the_other_department(
    sockets, visitor, conversation, staff, here
):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    sasha = await sockets.staff(staff.sasha)
    await sam.call("conversation.claim", **here)
    reply = await sam.call(
        "conversation.transfer", department="sales", note="Wants a discount", **here
    )
    assert reply["type"] == "ok"
    told = (await sasha.event("inbox.changed"))["conversation"]
    assert (told["status"], told["assignee"]) == ("waiting", None)
    assert told["department"]["slug"] == "sales"
    opened = await sasha.call("conversation.open", **here)
    kinds = ["text", "event", "note", "event"]
    assert [each["kind"] for each in opened["messages"]] == kinds
    assert opened["messages"][2]["body"] == "Wants a discount"
    heard = await tab.heard("conversation.changed", "message.posted")
    changed = [each for each in heard if each["type"] == "conversation.changed"]
    assert changed[-1]["conversation"]["department"] == {"slug": "sales", "name": "Sales"}
    assert "discount" not in json.dumps(heard)


async def test_who_may_not_see_the_other_department_is_put_out_before_they_hear_more(
    sockets, conversation, staff, here
):
    sam = await sockets.staff_in(conversation, staff.sam)
    olive = await sockets.staff_in(conversation, staff.olive)
    mona = await sockets.staff_in(conversation, staff.mona)
    await sam.call("conversation.transfer", department="sales", note="Secret of sales", **here)
    assert (await mona.event("message.posted"))["message"]["body"] == "Secret of sales"
    for socket in (sam, olive):
        assert await socket.event("access.revoked") == {"type": "access.revoked", **here}
        assert await socket.hears_nothing_of("message.posted")
        assert (await socket.call("conversation.open", **here))["code"] == "not_found"
        assert (await socket.event("inbox.removed"))["conversation"] == here["conversation"]
    assert (await mona.call("conversation.open", **here))["type"] == "ok"


@pytest.mark.parametrize("department", ["support", "nonsense", "", None, 7])
async def test_it_is_transferred_to_another_department_only(
    sockets, conversation, staff, here, department
):
    mona = await sockets.staff_in(conversation, staff.mona)
    reply = await mona.call("conversation.transfer", department=department, **here)
    assert reply["code"] == "bad_value"
    assert (await mona.call("conversation.transfer", department="sales", **here))["type"] == "ok"


async def test_an_invited_colleague_may_answer_this_conversation_and_sees_no_other(
    sockets, conversation, staff, here, visitor, site
):
    other = await sync_to_async(visitor.start)(site.home)
    sasha = await sockets.staff(staff.sasha)
    sam = await sockets.staff_in(conversation, staff.sam)
    assert (await sasha.call("conversation.open", **here))["code"] == "not_found"
    reply = await sam.call("conversation.invite", staff=str(staff.sasha.pk), **here)
    assert reply["type"] == "ok"
    told = (await sasha.event("inbox.changed"))["conversation"]
    assert (told["id"], told["access"]) == (conversation["id"], "reply")
    assert (await sasha.call("conversation.open", **here))["type"] == "ok"
    assert (await sasha.post("Hello", **here))["type"] == "ok"
    found = (await sasha.call("inbox.get", view="all"))["conversations"]
    assert [each["id"] for each in found] == [conversation["id"]]
    reply = await sasha.call("conversation.open", conversation=other["id"])
    assert reply["code"] == "not_found"


async def test_an_invitation_gives_no_more_than_reply(sockets, conversation, staff, here):
    sam = await sockets.staff_in(conversation, staff.sam)
    await sam.call("conversation.invite", staff=str(staff.sasha.pk), **here)
    sasha = await sockets.staff_in(conversation, staff.sasha)
    assert (await sasha.call("conversation.tag", tags=["x"], **here))["type"] == "ok"
    to = {"to": str(staff.sam.pk)}
    assert (await sasha.call("conversation.assign", **to, **here))["code"] == "forbidden"


async def test_only_people_who_may_use_the_admin_are_invited(
    sockets, conversation, staff, here, django_user_model
):
    sam = await sockets.staff_in(conversation, staff.sam)
    customer = await django_user_model.objects.acreate(username="customer")
    for wrong in (str(customer.pk), "0", "x", ""):
        reply = await sam.call("conversation.invite", staff=wrong, **here)
        assert reply["code"] == "bad_value", wrong
    reply = await sam.call("conversation.invite", staff=str(staff.eddie.pk), **here)
    assert reply["type"] == "ok"


async def test_tags_are_for_staff_and_keep_their_order(sockets, visitor, conversation, staff, here):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    olive = await sockets.staff_in(conversation, staff.olive)
    reply = await sam.call("conversation.tag", tags=["b", " a ", "", "b"], **here)
    assert reply["type"] == "ok"
    told = (await olive.event("conversation.changed"))["conversation"]
    assert told["tags"] == ["b", "a"]
    assert await tab.hears_nothing_of("conversation.changed")
    assert "tags" not in (await tab.call("hello", v=1))["conversation"]


@pytest.mark.parametrize(
    ("tags", "code"),
    [("lamp", "bad_value"), ([7], "bad_value"), (None, "bad_value"), (["a" * 51], "too_long")],
)
async def test_tags_are_a_list_of_short_words(sockets, conversation, staff, here, tags, code):
    sam = await sockets.staff_in(conversation, staff.sam)
    assert (await sam.call("conversation.tag", tags=["lamp"], **here))["type"] == "ok"
    assert (await sam.call("conversation.tag", tags=tags, **here))["code"] == code
    opened = await sam.call("conversation.open", **here)
    assert opened["conversation"]["tags"] == ["lamp"]


async def test_what_the_visitor_tells_of_themselves_staff_see_at_once(
    sockets, visitor, conversation, staff
):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    values = {"name": " Grace\nHopper ", "email": "grace@example.com"}
    assert (await tab.call("visitor.update", **values))["type"] == "ok"
    told = (await sam.event("conversation.changed"))["conversation"]
    assert told["visitor"] == {
        "name": "Grace Hopper",
        "email": "grace@example.com",
        "verified": False,
    }
    for wrong in ({"email": "nobody"}, {"name": "a" * 81}, {"email": 7}):
        reply = await tab.call("visitor.update", **wrong)
        assert reply["code"] in ("bad_value", "too_long"), wrong


async def test_who_has_another_name_writes_under_it_in_every_tab(sockets, visitor, conversation):
    start = sync_to_async(visitor.start)
    other = await start(name="Grace")
    tabs = [await sockets.visitor(visitor, each) for each in (conversation, conversation, other)]
    held = [
        socket
        for each in (conversation, other)
        for socket in current_hub().conversations[each["id"]].visitors
    ]
    assert [socket.conversation.visitor.name for socket in held] == ["Grace"] * 3
    assert (await tabs[0].call("visitor.update", name="Admiral Hopper"))["type"] == "ok"
    async with asyncio.timeout(10):
        while {socket.conversation.visitor.name for socket in held} != {"Admiral Hopper"}:
            await asyncio.sleep(0)
    for number, tab in enumerate(tabs):
        assert (await tab.post(f"From tab {number}"))["type"] == "ok"
        said = await Message.objects.aget(body=f"From tab {number}")
        assert said.author_name == "Admiral Hopper"


async def test_staff_see_where_the_visitor_went_without_query_and_fragment(
    sockets, visitor, conversation, staff, here
):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    url = "http://testserver/shop/tern/?token=secret#part"
    assert (await tab.call("page.visited", url=url, title="Tern"))["type"] == "ok"
    told = await sam.event("conversation.changed")
    assert "/shop/tern/" in json.dumps(told)
    assert "secret" not in json.dumps(told)
    assert await tab.hears_nothing_of("conversation.changed")
