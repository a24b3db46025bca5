"""How fast one may post, and that repeating costs nothing."""

import uuid

import pytest
from asgiref.sync import sync_to_async

from livechat import throttle

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clock(monkeypatch):
    """Time stands still but for ``clock.now += seconds``."""

    class Clock:
        now = 1000.0

    monkeypatch.setattr(throttle.messages, "_clock", lambda: Clock.now)
    return Clock


async def test_a_visitor_may_post_ten_at_once_and_then_one_a_second(
    clock, sockets, visitor, conversation
):
    tab = await sockets.visitor(visitor, conversation)
    for number in range(10):
        assert (await tab.post(str(number)))["type"] == "ok"
    frame = await tab.post("Too fast")
    assert frame["code"] == "rate_limited"
    assert 0 < frame["retry_after"] <= 1
    clock.now += 1
    assert (await tab.post("Patient"))["type"] == "ok"
    assert (await tab.post("Impatient"))["code"] == "rate_limited"
    clock.now += 3600
    for number in range(10):
        assert (await tab.post(str(number)))["type"] == "ok"
    assert (await tab.post("Too fast"))["code"] == "rate_limited"


async def test_staff_may_post_twenty_at_once_and_then_five_a_second(
    clock, sockets, conversation, staff
):
    sam = await sockets.staff_in(conversation, staff.sam)
    here = {"conversation": conversation["id"]}
    for number in range(20):
        assert (await sam.post(str(number), **here))["type"] == "ok"
    assert (await sam.post("Too fast", **here))["code"] == "rate_limited"
    clock.now += 1
    for number in range(5):
        assert (await sam.post(str(number), **here))["type"] == "ok"
    assert (await sam.post("Too fast", **here))["code"] == "rate_limited"


async def test_the_limit_is_a_visitors_and_not_a_sockets(
    clock, sockets, visitor, conversation, new_visitor
):
    tabs = [await sockets.visitor(visitor, conversation) for _ in range(2)]
    for number in range(10):
        assert (await tabs[number % 2].post(str(number)))["type"] == "ok"
    assert (await tabs[0].post("Too fast"))["code"] == "rate_limited"
    over_http = await sync_to_async(visitor.say)(conversation, "Too fast")
    assert over_http["code"] == "rate_limited"
    other = new_visitor()
    own = await sync_to_async(other.start)()
    assert (await (await sockets.visitor(other, own)).post("Mine"))["type"] == "ok"


async def test_repeats_and_refusals_cost_nothing(clock, sockets, visitor, conversation):
    tab = await sockets.visitor(visitor, conversation)
    client_id = str(uuid.uuid4())
    for _ in range(15):
        assert (await tab.post("Once", client_id=client_id))["type"] == "ok"
    for _ in range(15):
        assert (await tab.post("Other", client_id=client_id))["code"] == "conflict"
    for number in range(9):
        assert (await tab.post(str(number)))["type"] == "ok"
    assert (await tab.post("Too fast"))["code"] == "rate_limited"
    assert (await tab.post("Once", client_id=client_id))["type"] == "ok"
    assert (await tab.post("Other", client_id=client_id))["code"] == "conflict"


async def test_after_the_end_everybody_hears_that_it_is_closed_however_fast_they_are(
    clock, sockets, visitor, conversation, staff
):
    tab = await sockets.visitor(visitor, conversation)
    sam = await sockets.staff_in(conversation, staff.sam)
    here = {"conversation": conversation["id"]}
    for number in range(10):
        assert (await tab.post(str(number)))["type"] == "ok"
    for number in range(20):
        assert (await sam.post(str(number), **here))["type"] == "ok"
    assert (await tab.post("Too fast"))["code"] == "rate_limited"
    await tab.call("conversation.close")
    assert (await tab.post("After the end"))["code"] == "closed"
    over_http = await sync_to_async(visitor.say)(conversation, "After the end")
    assert over_http["code"] == "closed"
    assert (await sam.post("After the end", **here))["code"] == "closed"
    note = {"client_id": str(uuid.uuid4()), "body": "A note is still possible"}
    assert (await sam.call("note.post", **note, **here))["code"] == "rate_limited"


async def test_limits_can_be_switched_off(clock, sockets, visitor, conversation, settings):
    tab = await sockets.visitor(visitor, conversation)
    settings.WAGTAIL_LIVECHAT = {"RATE_LIMITS": False}
    for number in range(30):
        assert (await tab.post(str(number)))["type"] == "ok"
