"""Promise 4: a hint that was lost between processes is healed by the heartbeat."""

import pytest
from asgiref.sync import sync_to_async
from django.db import transaction

from livechat.access import Level
from livechat.actions import reading
from livechat.delivery import beat
from livechat.models import Conversation, Message

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quick_beat(monkeypatch):
    """Twenty ticks make a heartbeat; a tick takes a moment, not a second."""
    assert beat.TICK * beat.HEARTBEAT <= 25
    monkeypatch.setattr(beat, "TICK", 0.05)


@sync_to_async
def change_silently(conversation, **values):
    """Another process commits, and its hint gets lost."""
    with transaction.atomic():
        row = Conversation.objects.select_for_update().get(public_id=conversation["id"])
        for name, value in values.items():
            setattr(row, name, value)
        row.rev, row.visitor_rev = row.rev + 1, row.visitor_rev + 1
        row.save()


@sync_to_async
def store_silently(conversation, body, kind="text"):
    with transaction.atomic():
        row = Conversation.objects.select_for_update().get(public_id=conversation["id"])
        row.last_seq += 1
        row.last_vseq += kind == "text"
        row.save()
        Message.objects.create(
            conversation=row,
            seq=row.last_seq,
            vseq=row.last_vseq if kind == "text" else None,
            role="staff",
            author_name="Sam",
            kind=kind,
            body=body,
        )


async def test_a_message_of_a_silent_process_arrives_by_itself(
    sockets, visitor, conversation, staff
):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    await store_silently(conversation, "Did you hear?")
    for socket in (tab, sam):
        event = await socket.event("message.posted")
        assert (event["message"]["seq"], event["message"]["body"]) == (2, "Did you hear?")


async def test_a_silent_note_arrives_at_staff_only(sockets, visitor, conversation, staff):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    await store_silently(conversation, "Secret", kind="note")
    assert (await sam.event("message.posted"))["message"]["body"] == "Secret"
    await tab.event("heartbeat")
    assert await tab.hears_nothing_of("message.posted", "conversation.changed")


async def test_a_silent_change_of_state_arrives_by_itself(sockets, visitor, conversation, staff):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    await change_silently(conversation, status="open", assignee=staff.mona)
    for socket in (tab, sam):
        event = await socket.event("conversation.changed")
        assert event["conversation"]["status"] == "open"


@sync_to_async
def read_silently(conversation, seq, vseq):
    rows = Conversation.objects.filter(public_id=conversation["id"])
    rows.update(staff_read_seq=seq, staff_read_vseq=vseq)


async def test_reading_a_note_does_not_hide_that_reading_a_message_was_lost(
    sockets, visitor, conversation, staff
):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    await read_silently(conversation, 1, 1)
    await store_silently(conversation, "Secret", kind="note")
    await sync_to_async(staff_read_aloud)(conversation, staff.sam)
    assert (await tab.event("read.marked"))["seq"] == 1
    assert (await sam.event("read.marked", seq=2))["role"] == "staff"


def staff_read_aloud(conversation, user):
    """A colleague's process reads the note; only this hint arrives."""
    row = Conversation.objects.get(public_id=conversation["id"])
    reading.staff_read(row, user, Level.REPLY, 2)


async def test_a_heartbeat_names_the_last_message_in_each_numbering(
    sockets, visitor, conversation, staff
):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    here = {"conversation": conversation["id"]}
    note = {"client_id": "0b0e5a52-6a0f-4c57-8a3a-5a4f6d1c2e01", "body": "Secret"}
    assert (await sam.call("note.post", **here, **note))["seq"] == 2
    sam.events.clear()  # Heartbeats of the time before.
    assert await tab.event("heartbeat") == {"type": "heartbeat", **here, "last_seq": 1}
    assert await sam.event("heartbeat", **here) == {"type": "heartbeat", **here, "last_seq": 2}


async def test_a_console_is_told_when_its_inbox_differs(sockets, conversation, staff):
    sam = await sockets.staff(staff.sam)
    assert sam.hello["inbox"] == (await sam.call("inbox.get", view="all"))["inbox"]
    await change_silently(conversation, tags=["urgent"])
    while (event := await sam.event("heartbeat"))["inbox"] == sam.hello["inbox"]:
        pass
    found = await sam.call("inbox.get", view="all")
    assert found["inbox"] == event["inbox"]
    assert found["conversations"][0]["tags"] == ["urgent"]
