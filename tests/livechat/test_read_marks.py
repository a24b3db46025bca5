"""How far each side has read, each in its own numbering."""

import uuid

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def talk(sockets, visitor, conversation, staff):
    """Staff: 1 Hello, 2 note, 3 answer, 4 note; visitor: 1 Hello, 2 answer."""
    sam = await sockets.staff_in(conversation, staff.sam)
    here = {"conversation": conversation["id"]}
    for kind in ("note.post", "message.post", "note.post"):
        reply = await sam.call(kind, client_id=str(uuid.uuid4()), body=kind, **here)
        assert reply["type"] == "ok"
    tab = await sockets.visitor(visitor, conversation)
    return tab, sam, here


async def read_now(tab, sam, here):
    hello = await tab.call("hello", v=1)
    opened = await sam.call("conversation.open", **here)
    return hello["conversation"]["read"], opened["conversation"]["read"]


async def test_what_the_visitor_read_is_told_in_both_numberings(talk):
    tab, sam, here = talk
    assert (await tab.call("read.mark", seq=2)) == {"type": "ok", "ref": "2"}
    event = {"type": "read.marked", **here, "role": "visitor"}
    assert await sam.event("read.marked") == event | {"seq": 3}
    assert await tab.event("read.marked") == event | {"seq": 2}
    assert await read_now(*talk) == ({"visitor": 2, "staff": 0}, {"visitor": 3, "staff": 0})


async def test_what_staff_read_is_told_in_both_numberings(talk):
    tab, sam, here = talk
    assert (await sam.call("read.mark", seq=3, **here))["type"] == "ok"
    event = {"type": "read.marked", **here, "role": "staff"}
    assert await sam.event("read.marked") == event | {"seq": 3}
    assert await tab.event("read.marked") == event | {"seq": 2}
    assert await read_now(*talk) == ({"visitor": 0, "staff": 2}, {"visitor": 0, "staff": 3})


async def test_reading_a_note_tells_the_visitor_nothing(talk):
    tab, sam, here = talk
    await sam.call("read.mark", seq=3, **here)
    await tab.event("read.marked")
    await sam.call("read.mark", seq=4, **here)
    assert (await sam.event("read.marked", seq=4))["role"] == "staff"
    assert await tab.hears_nothing_of("read.marked", "conversation.changed")


async def test_marks_only_move_forward_and_not_beyond_the_last_message(talk):
    tab, sam, here = talk
    assert (await tab.call("read.mark", seq=100))["type"] == "ok"
    assert (await tab.call("read.mark", seq=1))["type"] == "ok"
    assert (await sam.call("read.mark", seq=100, **here))["type"] == "ok"
    assert (await sam.call("read.mark", seq=1, **here))["type"] == "ok"
    assert await read_now(*talk) == ({"visitor": 2, "staff": 2}, {"visitor": 3, "staff": 4})


async def test_reading_again_is_told_to_nobody(talk):
    tab, sam, here = talk
    await tab.call("read.mark", seq=2)
    assert len(await sam.heard("read.marked")) == 1
    await tab.call("read.mark", seq=2)
    await tab.call("read.mark", seq=1)
    assert await sam.hears_nothing_of("read.marked")


async def test_an_observer_reads_for_themselves_only(talk, sockets, conversation, staff):
    tab, sam, here = talk
    olive = await sockets.staff_in(conversation, staff.olive)
    assert (await olive.call("read.mark", seq=4, **here))["type"] == "ok"
    assert await tab.hears_nothing_of("read.marked")
    assert await sam.hears_nothing_of("read.marked")
    assert await read_now(*talk) == ({"visitor": 0, "staff": 0}, {"visitor": 0, "staff": 0})
    assert (await sam.call("read.mark", seq=4, **here))["type"] == "ok"
    assert (await tab.event("read.marked"))["role"] == "staff"


async def test_unread_counts_the_visitors_messages_above_the_mark(talk):
    tab, sam, here = talk
    await tab.post("One more")
    await tab.post("And another")

    async def unread():
        found = await sam.call("inbox.get", view="all")
        return found["conversations"][0]["unread"]

    assert await unread() == 3
    await sam.call("read.mark", seq=5, **here)
    assert await unread() == 1
    await sam.call("read.mark", seq=6, **here)
    assert await unread() == 0


@pytest.mark.parametrize("seq", [-1, "1", 1.5, None, True, 2**60])
async def test_a_mark_that_is_no_number_is_a_bad_value(talk, seq):
    tab, sam, here = talk
    assert (await tab.call("read.mark", seq=0))["type"] == "ok"
    assert (await tab.call("read.mark", seq=seq))["code"] == "bad_value"
    assert (await sam.call("read.mark", seq=seq, **here))["code"] == "bad_value"
