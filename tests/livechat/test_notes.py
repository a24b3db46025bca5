"""Notes are for staff: visitors neither get them nor notice them in a number or a frame."""

import json
import uuid

import pytest
from asgiref.sync import sync_to_async

pytestmark = pytest.mark.django_db(transaction=True)


def note(conversation, body="Difficult customer"):
    return {"conversation": conversation["id"], "client_id": str(uuid.uuid4()), "body": body}


async def test_a_note_is_numbered_and_told_among_staff(sockets, conversation, staff):
    sam = await sockets.staff_in(conversation, staff.sam)
    olive = await sockets.staff_in(conversation, staff.olive)
    reply = await sam.call("note.post", **note(conversation))
    assert (reply["type"], reply["seq"]) == ("ok", 2)
    for socket in (sam, olive):
        message = (await socket.event("message.posted"))["message"]
        assert (message["kind"], message["seq"], message["body"]) == (
            "note",
            2,
            "Difficult customer",
        )


async def test_a_note_is_no_frame_at_the_visitor_and_changes_none_of_their_numbers(
    sockets, conversation, staff, visitor
):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    await sam.post("Hello Grace", conversation=conversation["id"])
    assert (await tab.event("message.posted"))["message"]["seq"] == 2
    await tab.event("conversation.changed")
    tab.events.clear()
    before = await tab.call("hello", v=1)
    for number in range(3):
        await sam.call("note.post", **note(conversation, f"Note {number}"))
    await sam.call("read.mark", conversation=conversation["id"], seq=5)
    mark = {"type": "read.marked", "conversation": conversation["id"], "role": "staff", "seq": 2}
    # Nothing else; a mark may be told again when the beat looks just then.
    for frame in await tab.heard("message.posted", "conversation.changed", "read.marked"):
        assert frame == mark
    after = await tab.call("hello", v=1)
    assert after["conversation"] | {"read": {}} == before["conversation"] | {"read": {}}
    assert after["messages"] == before["messages"]
    assert (await tab.call("ping"))["last_seq"] == 2
    assert (await tab.post("Next"))["seq"] == 3


async def test_both_numberings_are_without_holes(sockets, conversation, staff, visitor):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    here = {"conversation": conversation["id"]}
    for turn in range(3):
        await sam.call("note.post", **note(conversation))
        await tab.post(f"Question {turn}")
        await sam.post(f"Answer {turn}", **here)
    seen = (await tab.call("hello", v=1))["messages"]
    known = (await sam.call("conversation.open", **here))["messages"]
    assert [message["seq"] for message in seen] == list(range(1, 8))
    assert [message["seq"] for message in known] == list(range(1, 11))
    assert [message["kind"] for message in known].count("note") == 3


async def test_notes_are_in_no_answer_to_the_visitor(
    sockets, conversation, staff, visitor, settings
):
    sam = await sockets.staff_in(conversation, staff.sam)
    await sam.call("note.post", **note(conversation, "Unmistakable"))
    known = await sam.call("conversation.open", conversation=conversation["id"])
    assert "Unmistakable" in json.dumps(known)
    tab = await sockets.visitor(visitor, conversation)
    for reply in (
        tab.hello,
        await tab.call("hello", v=1, after=1, rev=0),
        await tab.call("history.get", before=100),
        await tab.call("ping"),
    ):
        assert reply["type"] == "ok"
        assert "Unmistakable" not in json.dumps(reply)
    for path in ("conversations/", f"conversations/{conversation['id']}/"):
        answer = await sync_to_async(visitor.get)(path)
        assert answer.status_code == 200
        assert b"Unmistakable" not in answer.content
    answer = await sync_to_async(visitor.get)(f"conversations/{conversation['id']}/messages/")
    assert [message["seq"] for message in answer.json()["messages"]] == [1]


async def test_a_visitor_cannot_write_notes(sockets, conversation, visitor):
    tab = await sockets.visitor(visitor, conversation)
    assert (await tab.post("Text"))["type"] == "ok"
    values = {"client_id": str(uuid.uuid4()), "body": "Note"}
    assert (await tab.call("note.post", **values))["code"] == "unknown_type"


async def test_a_note_claims_nothing_and_goes_into_closed_conversations_too(
    sockets, conversation, staff
):
    sam = await sockets.staff_in(conversation, staff.sam)
    here = {"conversation": conversation["id"]}
    await sam.call("note.post", **note(conversation))
    opened = await sam.call("conversation.open", **here)
    assert (opened["conversation"]["status"], opened["conversation"]["assignee"]) == (
        "waiting",
        None,
    )
    assert (await sam.call("conversation.close", **here))["type"] == "ok"
    assert (await sam.post("Text", **here))["code"] == "closed"
    assert (await sam.call("note.post", **note(conversation)))["type"] == "ok"


async def test_visitors_see_no_staff_account_or_address(sockets, conversation, staff, visitor):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    await sam.post("Hi", conversation=conversation["id"])
    posted = await tab.event("message.posted")
    changed = await tab.event("conversation.changed")
    assert posted["message"]["author"] == {"role": "staff", "name": "Sam"}
    assert changed["conversation"]["assignee"] == {"name": "Sam"}
    hello = await tab.call("hello", v=1)
    for frame in (posted, changed, hello):
        assert staff.sam.email not in json.dumps(frame)
    assert set(hello["conversation"]) == set(conversation)
