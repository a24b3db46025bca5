"""Closing by either side, what still works then, and opening again."""

import uuid

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from livechat import access
from livechat.actions.conversations import UNDONE_WITHIN
from livechat.models import Conversation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def talk(sockets, visitor, conversation, staff):
    """A tab, Sam's console that has claimed it, and the conversation's id."""
    sam = await sockets.staff_in(conversation, staff.sam)
    here = {"conversation": conversation["id"]}
    assert (await sam.call("conversation.claim", **here))["type"] == "ok"
    return await sockets.visitor(visitor, conversation), sam, here


async def test_either_side_may_close_and_both_are_told(talk):
    tab, sam, here = talk
    for closing, values in ((tab, {}), (sam, here)):
        assert (await closing.call("conversation.close", **values))["type"] == "ok"
        for socket in (tab, sam):
            while True:
                told = (await socket.event("conversation.changed"))["conversation"]
                if told["status"] == "closed":
                    break
        assert (await sam.call("conversation.reopen", **here))["type"] == "ok"
        for socket in (tab, sam):
            told = (await socket.event("conversation.changed"))["conversation"]
            assert told["status"] == "open"


async def test_closing_twice_is_no_error_and_told_once(talk):
    tab, sam, here = talk
    assert (await tab.call("conversation.close"))["type"] == "ok"
    assert (await sam.heard("conversation.changed"))[-1]["conversation"]["status"] == "closed"
    assert (await tab.call("conversation.close"))["type"] == "ok"
    assert (await sam.call("conversation.close", **here))["type"] == "ok"
    assert await sam.hears_nothing_of("conversation.changed")


async def test_in_a_closed_conversation_nothing_is_said(talk):
    tab, sam, here = talk
    assert (await tab.post("Open"))["type"] == "ok"
    await tab.call("conversation.close")
    assert (await tab.post("Closed"))["code"] == "closed"
    assert (await sam.post("Closed", **here))["code"] == "closed"
    assert (await sam.call("conversation.claim", **here))["code"] == "closed"
    # Hello, that Sam joined, Open, and that it ended.
    assert (await tab.call("ping"))["last_seq"] == 4


async def test_notes_tags_rating_and_reading_still_work(talk):
    tab, sam, here = talk
    await tab.call("conversation.close")
    note = {"client_id": str(uuid.uuid4()), "body": "Note"}
    assert (await sam.call("note.post", **note, **here))["type"] == "ok"
    assert (await sam.call("conversation.tag", tags=["lamp"], **here))["type"] == "ok"
    assert (await tab.call("conversation.rate", score=4, comment="Fine"))["type"] == "ok"
    assert (await tab.call("read.mark", seq=1))["type"] == "ok"
    opened = await sam.call("conversation.open", **here)
    assert opened["conversation"]["tags"] == ["lamp"]
    assert opened["conversation"]["rating"] == 4
    assert opened["conversation"]["rating_comment"] == "Fine"
    hello = await tab.call("hello", v=1)
    assert hello["conversation"]["rating"] == 4
    assert "tags" not in hello["conversation"]


@pytest.mark.parametrize(
    "values", [{"score": 0}, {"score": 6}, {"score": "5"}, {"score": None}, {}]
)
async def test_a_rating_is_from_one_to_five(talk, values):
    tab, _sam, _here = talk
    assert (await tab.call("conversation.rate", score=5))["type"] == "ok"
    assert (await tab.call("conversation.rate", **values))["code"] == "bad_value"


async def test_reopened_it_has_the_last_assignee_if_they_may_still_have_it(
    talk, sockets, conversation, staff, site
):
    tab, sam, here = talk
    mona = await sockets.staff_in(conversation, staff.mona)
    await tab.call("conversation.close")
    assert (await mona.call("conversation.reopen", **here))["type"] == "ok"
    opened = (await mona.call("conversation.open", **here))["conversation"]
    assert (opened["status"], opened["assignee"]["name"]) == ("open", "Sam")
    await tab.call("conversation.close")
    await sync_to_async(staff.sam.groups.clear)()
    assert (await mona.call("conversation.reopen", **here))["type"] == "ok"
    opened = (await mona.call("conversation.open", **here))["conversation"]
    assert (opened["status"], opened["assignee"]) == ("waiting", None)


async def test_a_close_that_is_taken_back_at_once_costs_nobody_their_place(
    sockets, new_visitor, site, staff
):
    first, second = new_visitor(), new_visitor()
    ahead = await sync_to_async(first.start)(site.home)
    await sync_to_async(second.start)(site.home)
    sam, here = await sockets.staff_in(ahead, staff.sam), {"conversation": ahead["id"]}
    tab = await sockets.visitor(first, ahead)
    since, places = sam.opened["conversation"]["waiting_since"], []

    async def closed_and_reopened():
        await sam.call("conversation.close", **here)
        closed = (await sam.call("conversation.open", **here))["conversation"]
        assert (closed["status"], closed["waiting_since"]) == ("closed", None)
        return (await sam.call("conversation.reopen", **here))["type"]

    assert since is not None and tab.hello["conversation"]["position"] == 1
    assert await closed_and_reopened() == "ok"
    again = (await sam.call("conversation.open", **here))["conversation"]
    assert (again["status"], again["waiting_since"]) == ("waiting", since)
    places.append((await tab.call("hello", v=1))["conversation"]["position"])
    # Later it is a new beginning, at the end.
    await sam.call("conversation.close", **here)
    before = timezone.now() - UNDONE_WITHIN
    await Conversation.objects.filter(public_id=ahead["id"]).aupdate(closed_at=before)
    assert (await sam.call("conversation.reopen", **here))["type"] == "ok"
    again = (await sam.call("conversation.open", **here))["conversation"]
    assert again["status"] == "waiting" and again["waiting_since"] > since
    places.append((await tab.call("hello", v=1))["conversation"]["position"])
    assert places == [1, 2]


async def test_reopening_what_is_open_changes_nothing(talk):
    _tab, sam, here = talk
    assert (await sam.call("conversation.reopen", **here))["type"] == "ok"
    opened = (await sam.call("conversation.open", **here))["conversation"]
    assert (opened["status"], opened["assignee"]["name"]) == ("open", "Sam")


async def test_a_visitor_cannot_reopen_but_may_start_another(talk, visitor):
    tab, _sam, here = talk
    await tab.call("conversation.close")
    assert (await tab.call("conversation.reopen"))["code"] == "unknown_type"
    assert (await sync_to_async(visitor.start)())["id"] != here["conversation"]


async def test_an_invitation_ends_with_the_conversation(talk, sockets, conversation, staff):
    tab, sam, here = talk
    invited = {"staff": str(staff.sasha.pk), **here}
    assert (await sam.call("conversation.invite", **invited))["type"] == "ok"
    sasha = await sockets.staff_in(conversation, staff.sasha)
    assert sasha.opened["conversation"]["access"] == "reply"
    assert (await sasha.post("Hello from sales", **here))["type"] == "ok"
    await tab.call("conversation.close")
    assert await sasha.event("access.revoked") == {"type": "access.revoked", **here}
    assert (await sasha.call("conversation.open", **here))["code"] == "not_found"
    level = await sync_to_async(access.access_of)(staff.sasha)
    assert not level.conversations
