"""A level that changes while a conversation is open: what one may do follows, and is told."""

import pytest
from asgiref.sync import sync_to_async

from livechat import access

pytestmark = pytest.mark.django_db(transaction=True)


async def test_from_answering_to_reading_and_back(sockets, visitor, staff, site):
    conversation = await sync_to_async(visitor.start)()
    here = {"conversation": conversation["id"]}
    sam = await sockets.staff_in(conversation, staff.sam)
    mona = await sockets.staff_in(conversation, staff.mona)
    group = await staff.sam.groups.aget()
    for word, outcome in (("join", "error"), ("reply", "ok")):
        await sync_to_async(access.set_level)(group, access.Level[word.upper()], site.support)
        changed = await sam.event("conversation.changed")
        assert changed["conversation"]["access"] == word
        assert (await sam.post(**here))["type"] == outcome
    assert await mona.hears_nothing_of("access.revoked")


async def test_what_one_has_by_another_road_stays(sockets, visitor, staff, site):
    conversation = await sync_to_async(visitor.start)()
    await sync_to_async(access.grant)(staff.sam, "join", site.support)
    await sync_to_async(access.grant)(staff.sam, "join", site.sales)
    sam = await sockets.staff_in(conversation, staff.sam)
    await sync_to_async(access.revoke)(await staff.sam.groups.aget(), "reply", site.support)
    changed = await sam.event("conversation.changed")
    assert changed["conversation"]["access"] == "join"
    await sync_to_async(access.revoke)(staff.sam, "join", site.support)
    assert (await sam.event("access.revoked"))["conversation"] == conversation["id"]
    assert (await sam.call("ping"))["type"] == "ok"
