"""Typing is told to the other side, not stored, and not told twice a moment."""

import pytest

from livechat.protocol import codes

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def two(sockets, visitor, conversation, staff):
    tab = await sockets.visitor(visitor, conversation)
    return tab, await sockets.staff_in(conversation, staff.sam)


async def test_staff_see_that_the_visitor_types(two, conversation):
    tab, sam = two
    await tab.send(type="typing.set", on=True)
    assert await sam.event("typing.changed") == {
        "type": "typing.changed",
        "conversation": conversation["id"],
        "author": {"role": "visitor", "name": ""},
        "on": True,
    }
    assert await tab.hears_nothing_of("typing.changed")


async def test_the_visitor_sees_that_staff_type(two, conversation, sockets, staff):
    tab, sam = two
    mona = await sockets.staff_in(conversation, staff.mona)
    await sam.send(type="typing.set", conversation=conversation["id"], on=True)
    for socket in (tab, mona):
        event = await socket.event("typing.changed")
        assert (event["author"], event["on"]) == ({"role": "staff", "name": "Sam"}, True)
    assert await sam.hears_nothing_of("typing.changed")


async def test_stopping_is_told_too(two):
    tab, sam = two
    await tab.send(type="typing.set", on=True)
    assert (await sam.event("typing.changed"))["on"] is True
    await tab.send(type="typing.set", on=False)
    assert (await sam.event("typing.changed"))["on"] is False


async def test_typing_that_nobody_says_again_runs_out_by_itself(two, monkeypatch, conversation):
    tab, sam = two
    monkeypatch.setattr(codes, "TYPING_RUNS_OUT", 0.2)
    await tab.send(type="typing.set", on=True)
    assert (await sam.event("typing.changed"))["on"] is True
    assert (await sam.event("typing.changed"))["on"] is False
    await sam.send(type="typing.set", conversation=conversation["id"], on=True)
    assert (await tab.event("typing.changed"))["on"] is True
    assert (await tab.event("typing.changed"))["on"] is False


async def test_who_leaves_types_no_more(two, sockets, staff, conversation):
    tab, sam = two
    here = {"conversation": conversation["id"]}
    await sam.send(type="typing.set", on=True, **here)
    assert (await tab.event("typing.changed"))["on"] is True
    assert (await sam.call("conversation.leave", **here))["type"] == "ok"
    assert (await tab.event("typing.changed"))["on"] is False
    mona = await sockets.staff_in(conversation, staff.mona)
    await tab.send(type="typing.set", on=True)
    assert (await mona.event("typing.changed"))["on"] is True
    await tab.communicator.disconnect()
    assert (await mona.event("typing.changed"))["on"] is False


async def test_typing_all_the_time_is_told_now_and_then(two):
    tab, sam = two
    for _ in range(50):
        await tab.send(type="typing.set", on=True)
    await tab.call("ping")
    assert 1 <= len(await sam.heard("typing.changed")) <= 5


async def test_who_only_reads_does_not_type(two, sockets, staff, conversation):
    tab, sam = two
    here = {"conversation": conversation["id"]}
    assert (await sam.call("typing.set", on=True, **here))["type"] == "ok"
    assert (await tab.event("typing.changed"))["on"] is True
    olive = await sockets.staff_in(conversation, staff.olive)
    assert (await olive.call("typing.set", on=True, **here))["code"] == "forbidden"
    assert await tab.hears_nothing_of("typing.changed")


async def test_typing_leaves_the_conversation_as_it_is(two, sockets, visitor, conversation):
    tab, sam = two
    before = tab.hello["conversation"]
    await tab.send(type="typing.set", on=True)
    await sam.event("typing.changed")
    assert (await tab.call("hello", v=1))["conversation"] == before


@pytest.mark.parametrize("on", ["true", 1, None])
async def test_on_is_true_or_false(two, on):
    tab, _sam = two
    assert (await tab.call("typing.set", on=True))["type"] == "ok"
    assert (await tab.call("typing.set", on=on))["code"] == "bad_value"


async def test_what_is_written_is_shown_only_where_the_site_says_so(
    sockets, visitor, conversation, staff, settings
):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    await tab.call("typing.set", on=True, text="My card number is")
    assert "text" not in await sam.event("typing.changed")
    await tab.call("typing.set", on=False)
    await sam.event("typing.changed", on=False)
    settings.WAGTAIL_LIVECHAT = settings.WAGTAIL_LIVECHAT | {"TYPING_PREVIEW": True}
    other = await sockets.visitor(visitor, conversation)
    await other.call("typing.set", on=True, text="Does the")
    assert (await sam.event("typing.changed", on=True))["text"] == "Does the"
    assert await tab.hears_nothing_of("typing.changed")
    assert (await other.call("typing.set", on=True, text="x" * 501))["code"] == "too_long"
