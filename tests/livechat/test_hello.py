"""Resuming: what hello (and conversation.open) brings, whatever the client has already."""

import uuid

import pytest
from asgiref.sync import sync_to_async

from livechat.models import Conversation, Message

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def long_one(conversation):
    """Messages 1 to 260, odd ones of the visitor; stored as one batch would."""
    row = Conversation.objects.get(public_id=conversation["id"])
    Message.objects.bulk_create(
        Message(
            conversation=row,
            seq=number,
            vseq=number,
            role="visitor" if number % 2 else "staff",
            body=f"Message {number}",
        )
        for number in range(2, 261)
    )
    row.last_seq = row.last_vseq = 260
    row.save()
    return conversation


def numbers(reply):
    return [message["seq"] for message in reply["messages"]]


@pytest.fixture(params=["visitor", "staff"])
async def ask(request, sockets, visitor, long_one, staff):
    """``await ask(after=…)``: hello of the visitor, and the same as conversation.open of staff."""
    if request.param == "visitor":
        socket = await sockets.visitor(visitor, long_one, hello=False)
        return lambda **values: socket.call("hello", v=1, **values)
    socket = await sockets.staff(staff.sam)
    return lambda **values: socket.call("conversation.open", conversation=long_one["id"], **values)


async def test_after_nothing_come_the_newest_fifty(ask):
    reply = await ask(after=0)
    assert numbers(reply) == list(range(211, 261))
    assert (reply["last_seq"], reply["more"]) == (260, True)
    assert "reset" not in reply
    assert "changed" not in reply
    assert numbers(await ask()) == numbers(reply)


async def test_after_a_number_come_at_most_two_hundred_from_the_low_end(ask):
    reply = await ask(after=10)
    assert numbers(reply) == list(range(11, 211))
    assert (reply["last_seq"], reply["more"]) == (260, True)
    reply = await ask(after=210)
    assert (numbers(reply), reply["more"]) == (list(range(211, 261)), False)
    reply = await ask(after=260)
    assert (numbers(reply), reply["more"]) == ([], False)


@pytest.mark.parametrize("ahead", [261, 2**31, 2**53 - 1])
async def test_a_client_that_is_ahead_of_us_starts_over(ask, ahead):
    reply = await ask(after=ahead, rev=ahead)
    assert reply["reset"] is True
    assert numbers(reply) == list(range(211, 261))
    assert reply["more"] is True


async def test_a_client_whose_last_message_is_not_ours_starts_over(ask, long_one):
    reply = await ask(after=200)
    fits = await ask(after=201, after_client_id=reply["messages"][0]["client_id"])
    assert ("reset" in fits, numbers(fits)) == (False, list(range(202, 261)))
    reply = await ask(after=201, after_client_id=str(uuid.uuid4()))
    assert (reply["reset"], numbers(reply)) == (True, list(range(211, 261)))


async def test_with_rev_come_the_earlier_messages_that_changed(ask, long_one):
    before = await ask(after=260)
    rev = before["conversation"]["rev"]
    assert (await ask(after=260, rev=rev))["changed"] == []

    def edit():
        row = Conversation.objects.get(public_id=long_one["id"])
        row.rev, row.visitor_rev = row.rev + 1, row.visitor_rev + 1
        row.save()
        row.messages.filter(seq=7).update(
            body="Edited", changed_rev=row.rev, changed_vrev=row.visitor_rev
        )

    await sync_to_async(edit)()
    reply = await ask(after=260, rev=rev)
    assert [(each["seq"], each["body"]) for each in reply["changed"]] == [(7, "Edited")]
    assert (await ask(after=260, rev=reply["conversation"]["rev"]))["changed"] == []


@pytest.mark.parametrize(
    "values",
    [
        {"after": -1},
        {"after": "1"},
        {"after": 1.5},
        {"after": None},
        {"after": True},
        {"after": 2**63},
        {"after_client_id": "x"},
        {"rev": -1},
        {"rev": "1"},
    ],
)
async def test_a_cursor_that_is_none_is_a_bad_value(ask, values):
    assert (await ask(after=1))["type"] == "ok"
    reply = await ask(**values)
    assert (reply["type"], reply["code"]) == ("error", "bad_value")


async def test_history_goes_back_page_by_page(ask, sockets, visitor, long_one):
    socket = await sockets.visitor(visitor, long_one)
    reply = await socket.call("history.get", before=211, limit=200)
    assert (numbers(reply), reply["more"]) == (list(range(11, 211)), True)
    reply = await socket.call("history.get", before=11, limit=10)
    assert (numbers(reply), reply["more"]) == (list(range(1, 11)), False)
    reply = await socket.call("history.get", before=100)
    assert (numbers(reply), reply["more"]) == (list(range(50, 100)), True)
    reply = await socket.call("history.get", before=2**53 - 1)
    assert (numbers(reply), reply["more"]) == (list(range(211, 261)), True)
    for values in ({"limit": 0}, {"limit": 201}, {"before": "x"}, {"before": -1}):
        reply = await socket.call("history.get", **{"before": 10} | values)
        assert reply["code"] == "bad_value", values
