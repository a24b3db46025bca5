"""Promise 2: the same ``client_id`` any number of times is one message; another body, conflict."""

import asyncio
import uuid

import pytest
from asgiref.sync import sync_to_async

from livechat.models import Message

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def client_id():
    return str(uuid.uuid4())


async def test_a_repeat_is_answered_like_the_first_and_stored_once(
    sockets, visitor, conversation, client_id, staff
):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    first = await tab.post("Once", client_id=client_id)
    repeats = [await tab.post("Once", client_id=client_id) for _ in range(3)]
    assert {(each["seq"], each["at"]) for each in [first, *repeats]} == {(2, first["at"])}
    assert len(await sam.heard("message.posted")) == 1
    assert len(await tab.heard("message.posted")) == 1
    assert await Message.objects.filter(client_id=client_id).acount() == 1


async def test_repeats_at_once_from_two_tabs_and_http_are_one_message(
    sockets, visitor, conversation, client_id
):
    tabs = [await sockets.visitor(visitor, conversation) for _ in range(2)]
    over_http = sync_to_async(visitor.say, thread_sensitive=False)
    answers = await asyncio.gather(
        tabs[0].post("Once", client_id=client_id),
        over_http(conversation, "Once", client_id=client_id),
        tabs[1].post("Once", client_id=client_id),
    )
    assert [answer["type"] for answer in answers] == ["ok"] * 3, answers
    assert len({(answer["seq"], answer["at"]) for answer in answers}) == 1
    assert await Message.objects.filter(client_id=client_id).acount() == 1


async def test_many_frames_of_one_message_in_one_go_are_one_message(
    sockets, visitor, conversation, client_id
):
    tab = await sockets.visitor(visitor, conversation)
    for ref in range(8):
        await tab.send(type="message.post", ref=f"r{ref}", client_id=client_id, body="Once")
    answers = [await tab.reply(f"r{ref}") for ref in range(8)]
    assert {answer["seq"] for answer in answers} == {2}
    assert len(await tab.heard("message.posted")) == 1


async def test_white_space_around_makes_no_other_body(sockets, visitor, conversation, client_id):
    tab = await sockets.visitor(visitor, conversation)
    first = await tab.post("Once", client_id=client_id)
    assert (await tab.post("\u2003Once\r\n", client_id=client_id))["seq"] == first["seq"]


async def test_another_body_is_a_conflict_and_changes_nothing(
    sockets, visitor, conversation, client_id
):
    tab = await sockets.visitor(visitor, conversation)
    assert (await tab.post("Once", client_id=client_id))["type"] == "ok"
    assert (await tab.post("Twice", client_id=client_id))["code"] == "conflict"
    again = await sockets.visitor(visitor, conversation)
    assert [each["body"] for each in again.hello["messages"]] == ["Hello", "Once"]


async def test_another_author_or_kind_is_a_conflict(
    sockets, visitor, conversation, client_id, staff
):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    mona = await sockets.staff_in(conversation, staff.mona)
    here = {"conversation": conversation["id"], "client_id": client_id}
    assert (await sam.post("Once", **here))["type"] == "ok"
    assert (await sam.post("Once", **here))["type"] == "ok"
    assert (await mona.post("Once", **here))["code"] == "conflict"
    assert (await tab.post("Once", client_id=client_id))["code"] == "conflict"
    assert (await sam.call("note.post", body="Once", **here))["code"] == "conflict"


async def test_a_conflict_with_a_note_tells_the_visitor_nothing_of_it(
    sockets, visitor, conversation, client_id, staff
):
    sam = await sockets.staff_in(conversation, staff.sam)
    note = {"conversation": conversation["id"], "client_id": client_id, "body": "Secret"}
    assert (await sam.call("note.post", **note))["type"] == "ok"
    tab = await sockets.visitor(visitor, conversation)
    frame = await tab.post("Secret", client_id=client_id)
    assert frame["code"] == "conflict"
    assert "ecret" not in frame["message"]


async def test_a_repeat_is_answered_after_the_close_too(sockets, visitor, conversation, client_id):
    tab = await sockets.visitor(visitor, conversation)
    first = await tab.post("Once", client_id=client_id)
    assert (await tab.call("conversation.close"))["type"] == "ok"
    assert (await tab.post("New"))["code"] == "closed"
    again = await tab.post("Once", client_id=client_id)
    assert (again["seq"], again["at"]) == (first["seq"], first["at"])
    assert (await tab.post("Other", client_id=client_id))["code"] == "conflict"


async def test_the_same_client_id_in_another_conversation_is_another_message(
    sockets, visitor, conversation, client_id
):
    other = await sync_to_async(visitor.start)()
    for each in (conversation, other):
        tab = await sockets.visitor(visitor, each)
        assert (await tab.post("Hi", client_id=client_id))["seq"] == 2
