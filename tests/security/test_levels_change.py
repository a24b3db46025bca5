"""A level that changes while a conversation is open: what one may do follows, and is told."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.urls import reverse

from livechat import access
from tests.admin import client_of

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


def _switch_off(admin, user):
    address = reverse("wagtail_bulk_action", args=["auth", "user", "set_active_state"])
    asked = f"{address}?next=/admin/users/&id={user.pk}"
    return client_of(admin).post(asked, {"mark_as_active": "False"})


async def test_accounts_switched_off_in_wagtails_list_are_out_at_once(sockets, staff, visitor):
    """By a statement that sends no signal: the look at everybody every 20 seconds is too late."""
    conversation = await sync_to_async(visitor.start)()
    sam = await sockets.staff_in(conversation, staff.sam)
    olive = await sockets.staff_in(conversation, staff.olive)
    answer = await sync_to_async(_switch_off)(staff.admin, staff.sam)
    assert answer.status_code == 302
    async with asyncio.timeout(3):
        assert await sam.closed() == 4401
    assert (await olive.call("ping"))["type"] == "ok"
