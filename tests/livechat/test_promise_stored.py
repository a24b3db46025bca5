"""Promise 1: ``ok`` means stored and committed, and nobody is shown what is not committed."""

import threading
import uuid
from contextlib import contextmanager

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.db import connections, transaction

from livechat.models import Conversation, Message

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def locked_elsewhere(conversation):
    """Another process holds the conversation's row in a transaction of its own."""
    taken, released = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            list(Conversation.objects.select_for_update().filter(public_id=conversation["id"]))
            taken.set()
            released.wait(20)
        connections.close_all()

    holder = threading.Thread(target=hold)
    holder.start()
    assert taken.wait(20)
    try:
        yield
    finally:
        released.set()
        holder.join()


@sync_to_async
def stored_bodies(conversation):
    rows = Message.objects.filter(conversation__public_id=conversation["id"])
    return list(rows.order_by("seq").values_list("body", flat=True))


async def test_what_was_acknowledged_is_in_the_database(
    sockets, visitor, conversation, staff, settings
):
    settings.WAGTAIL_LIVECHAT = {"RATE_LIMITS": False}
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    for number in range(5):
        assert (await tab.post(f"Question {number}"))["type"] == "ok"
        assert (await stored_bodies(conversation))[-1] == f"Question {number}"
        assert (await sam.post(f"Answer {number}", conversation=conversation["id"]))["type"] == "ok"
        assert (await stored_bodies(conversation))[-1] == f"Answer {number}"


async def test_before_the_commit_there_is_no_ok_and_nobody_is_shown_anything(
    sockets, visitor, conversation, staff
):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    await sync_to_async(hold_while_posting, thread_sensitive=False)(conversation, tab, sam)
    frame = await tab.reply("held")
    assert (frame["type"], frame["seq"]) == ("ok", 2)
    for socket in (tab, sam):
        assert (await socket.event("message.posted"))["message"]["body"] == "Held back"


def hold_while_posting(conversation, tab, sam):
    """While the row is held the message is sent and everybody asks what is new; then let go."""
    frame = {"client_id": str(uuid.uuid4()), "body": "Held back"}
    with locked_elsewhere(conversation):
        async_to_sync(tab.send)(type="message.post", ref="held", **frame)
        for socket in (tab, sam):
            assert async_to_sync(socket.hears_nothing_of)("message.posted", "ok")


async def test_a_conversation_and_its_first_message_come_together(sockets, staff, visitor, site):
    sam = await sockets.staff(staff.sam)
    conversation = await sync_to_async(visitor.start)(site.home, body="The first")
    event = await sam.event("inbox.changed")
    assert event["conversation"]["id"] == conversation["id"]
    assert event["conversation"]["last_seq"] == 1
    assert await stored_bodies(conversation) == ["The first"]
