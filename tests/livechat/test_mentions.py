"""A note that names colleagues: they are told, and only those who may see it can be named."""

import uuid

import pytest
from asgiref.sync import sync_to_async

from livechat.access import revoke
from livechat.models import Mention

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def note(sockets, conversation, staff):
    """``await note("olive", …)``: Sam writes one that names them; the reply."""
    sam = await sockets.staff(staff.sam)

    async def write(*names, **values):
        ids = [str(getattr(staff, name).pk) for name in names]
        values = {"client_id": str(uuid.uuid4()), "body": "Could you look?"} | values
        here = {"conversation": conversation["id"]}
        return await sam.call("note.post", mentions=ids, **here, **values)

    return write


async def test_they_are_told_wherever_they_are_and_nobody_else_is(
    note, sockets, staff, visitor, conversation
):
    olive, mona = await sockets.staff(staff.olive), await sockets.staff(staff.mona)
    tab = await sockets.visitor(visitor, conversation)
    assert (await note("olive"))["seq"] == 2
    told = await olive.event("mention.posted")
    assert told["conversation"] == conversation["id"]
    assert told["message"]["data"] == {"mentions": [{"id": str(staff.olive.pk), "name": "Olive"}]}
    assert await mona.hears_nothing_of("mention.posted")
    assert await tab.hears_nothing_of("mention.posted", "message.posted")


async def test_a_lost_answer_asked_again_names_once(note):
    client_id = str(uuid.uuid4())
    first = await note("olive", "mona", client_id=client_id)
    again = await note("olive", "mona", client_id=client_id)
    assert (first["type"], first["seq"]) == (again["type"], again["seq"]) == ("ok", 2)
    assert await sync_to_async(Mention.objects.count)() == 2


@pytest.mark.parametrize("name", ["sasha", "eddie"])
async def test_who_may_not_see_it_cannot_be_named_and_nothing_is_stored(note, sockets, staff, name):
    stranger = await sockets.staff(staff.sasha)
    assert (await note("olive", name))["code"] == "bad_value"
    assert await stranger.hears_nothing_of("mention.posted")
    assert not await sync_to_async(Mention.objects.exists)()
    assert (await note("olive"))["seq"] == 2


@pytest.mark.parametrize("wrong", ["0", "x", "", "9" * 30])
async def test_nobody_is_nobody(note, sockets, staff, conversation, wrong):
    sam = await sockets.staff(staff.sam)
    values = {"client_id": str(uuid.uuid4()), "body": "Hi", "mentions": [wrong]}
    reply = await sam.call("note.post", conversation=conversation["id"], **values)
    assert reply["code"] == "bad_value"


async def test_the_view_shows_what_names_one_and_what_one_may_still_see(
    note, sockets, staff, site, conversation
):
    olive, mona = await sockets.staff(staff.olive), await sockets.staff(staff.mona)

    async def shown(console):
        found = (await console.call("inbox.get", view="mentions"))["conversations"]
        return [each["id"] for each in found]

    assert (await note("olive"))["type"] == "ok"
    assert await shown(olive) == [conversation["id"]]
    assert await shown(mona) == []
    group = await sync_to_async(staff.olive.groups.get)()
    await sync_to_async(revoke)(group, "join", site.support)
    assert await olive.closed() == 4403
    assert await sync_to_async(Mention.objects.count)() == 1


async def test_reading_it_is_remembered(note, sockets, staff, conversation):
    await note("olive", "mona")
    olive = await sockets.staff_in(conversation, staff.olive)
    assert olive.opened["type"] == "ok"
    unseen = Mention.objects.filter(seen_at=None).values_list("user__username", flat=True)
    assert await sync_to_async(list)(unseen) == ["mona"]
