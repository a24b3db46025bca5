"""Erasing and moving, as the sockets see it; also when the hint is lost."""

import asyncio

import pytest
from asgiref.sync import sync_to_async

from livechat.actions import conversations
from livechat.actions.departments import move_conversations
from livechat.actions.erasing import erase
from livechat.delivery.hub import current_hub
from livechat.models import Conversation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def started(visitor):
    return visitor.start()


def row_of(started):
    return Conversation.objects.get(public_id=started["id"])


async def test_both_rooms_hear_that_it_is_erased_and_are_empty(sockets, visitor, started, staff):
    tab = await sockets.visitor(visitor, started)
    sam, olive = await sockets.staff_in(started, staff.sam), await sockets.staff(staff.olive)
    sasha = await sockets.staff(staff.sasha)
    await sync_to_async(erase)(await sync_to_async(row_of)(started), staff.mona)
    assert (await tab.event("conversation.erased"))["conversation"] == started["id"]
    assert await tab.closed() == 4404
    assert (await sam.event("conversation.erased"))["conversation"] == started["id"]
    assert (await olive.event("inbox.removed"))["conversation"] == started["id"]
    assert await sasha.hears_nothing_of("inbox.removed", "conversation.erased")
    answer = await sam.call("conversation.open", conversation=started["id"])
    assert answer["code"] == "not_found"
    assert started["id"] not in current_hub().conversations


async def test_an_erasure_that_nobody_announced_is_found(sockets, visitor, started, staff):
    """As when another process's hint is lost: the beat looks, and the row is gone."""
    tab, sam = await sockets.visitor(visitor, started), await sockets.staff_in(started, staff.sam)
    await Conversation.objects.filter(public_id=started["id"]).adelete()
    current_hub().beat.catch_up_soon()
    assert (await sam.event("conversation.erased"))["conversation"] == started["id"]
    assert await tab.closed() == 4404


async def test_a_moved_conversation_leaves_who_may_not_see_it_there(
    sockets, visitor, started, staff, site
):
    tab = await sockets.visitor(visitor, started)
    sam, mona = (
        await sockets.staff_in(started, staff.sam),
        await sockets.staff_in(started, staff.mona),
    )
    sasha = await sockets.staff(staff.sasha)
    await sync_to_async(move_conversations)(site.support, site.sales)
    assert (await sam.event("access.revoked"))["conversation"] == started["id"]
    changed = (await mona.event("conversation.changed"))["conversation"]
    assert changed["department"]["slug"] == "sales"
    assert (await sasha.event("inbox.changed"))["conversation"]["id"] == started["id"]
    assert (await tab.event("conversation.changed"))["conversation"]["department"][
        "slug"
    ] == "sales"
    await tab.post("Anybody?")
    await mona.event("message.posted")
    assert await sam.hears_nothing_of("message.posted", "conversation.changed", "inbox.changed")


async def test_an_invitation_appears_and_goes_without_a_reload(sockets, started, staff):
    row = await sync_to_async(row_of)(started)
    sasha = await sockets.staff(staff.sasha)
    await sync_to_async(conversations.invite)(row, staff.sam, staff.sasha)
    changed = (await sasha.event("inbox.changed"))["conversation"]
    assert (changed["id"], changed["access"]) == (started["id"], "reply")
    opened = await sasha.call("conversation.open", conversation=started["id"])
    assert opened["conversation"]["access"] == "reply"
    await sync_to_async(conversations.uninvite)(row, staff.sam, staff.sasha)
    async with asyncio.timeout(3):
        assert (await sasha.event("access.revoked"))["conversation"] == started["id"]
        assert (await sasha.event("inbox.removed"))["conversation"] == started["id"]
