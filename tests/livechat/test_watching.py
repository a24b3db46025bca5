"""Who else has a conversation open: colleagues know of one another, visitors of none of it."""

import pytest

from livechat.delivery import beat

pytestmark = pytest.mark.django_db(transaction=True)


def named(frame):
    return frame["staff"]["name"], frame["on"]


async def test_colleagues_hear_who_opens_and_who_leaves(sockets, visitor, conversation, staff):
    here = {"conversation": conversation["id"]}
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    assert named(await sam.event("watching.changed")) == ("Sam", True)
    olive = await sockets.staff_in(conversation, staff.olive)
    assert {named(await olive.event("watching.changed")) for _ in range(2)} == {
        ("Sam", True),
        ("Olive", True),
    }
    told = await sam.event("watching.changed", staff={"id": str(staff.olive.pk), "name": "Olive"})
    assert told == {"type": "watching.changed", **here, "staff": told["staff"], "on": True}
    await olive.call("conversation.leave", **here)
    while named(await sam.event("watching.changed")) != ("Olive", False):
        pass
    assert await tab.hears_nothing_of("watching.changed")


async def test_a_second_tab_keeps_one_there(sockets, conversation, staff):
    here = {"conversation": conversation["id"]}
    sam = await sockets.staff_in(conversation, staff.sam)
    first = await sockets.staff_in(conversation, staff.olive)
    second = await sockets.staff_in(conversation, staff.olive)
    await first.call("conversation.leave", **here)
    heard = await sam.heard("watching.changed")
    assert ("Olive", True) in map(named, heard)
    assert ("Olive", False) not in map(named, heard)
    await second.close()
    while named(await sam.event("watching.changed")) != ("Olive", False):
        pass


async def test_who_may_no_longer_see_it_neither_hears_nor_is_named(sockets, conversation, staff):
    mona = await sockets.staff_in(conversation, staff.mona)
    olive = await sockets.staff_in(conversation, staff.olive)
    await mona.call("conversation.transfer", conversation=conversation["id"], department="sales")
    await olive.event("access.revoked")
    while named(await mona.event("watching.changed")) != ("Olive", False):
        pass
    await olive.heard("watching.changed")
    await sockets.staff_in(conversation, staff.sasha)
    assert await olive.hears_nothing_of("watching.changed")


async def test_everybody_is_named_again_with_the_heartbeat(
    sockets, conversation, staff, monkeypatch
):
    monkeypatch.setattr(beat, "TICK", 0.05)
    sam = await sockets.staff_in(conversation, staff.sam)
    for _ in range(3):
        assert named(await sam.event("watching.changed")) == ("Sam", True)
