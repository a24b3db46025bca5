"""SEC-24, REQ-S05 and SEC-57: a visitor's token runs out, and has only so many sockets."""

import asyncio
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from livechat import conf, identity
from livechat.delivery import beat
from livechat.models import Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def setting(settings):
    """``setting(VISITOR_IDLE_DAYS=1)``: the site says so."""

    def say(**values):
        settings.WAGTAIL_LIVECHAT = getattr(settings, "WAGTAIL_LIVECHAT", {}) | values

    return say


def ago(**span):
    return timezone.now() - timedelta(**span)


def statuses(visitor, conversation):
    """What each way of knowing the visitor again answers."""
    page = visitor.client.get(f"/livechat/conversations/{conversation['id']}/")
    messages = visitor.get(f"conversations/{conversation['id']}/messages/")
    own = visitor.get("conversations/").json()["conversations"]
    said = visitor.command(conversation, "ping")
    return page.status_code, messages.status_code, len(own), said.status_code


GOOD, RUN_OUT = (200, 200, 1, 200), (404, 404, 0, 404)


def test_a_token_is_good_for_so_long_and_no_longer_however_much_it_is_used(visitor, conversation):
    most = conf.get("VISITOR_MAX_DAYS")
    Visitor.objects.update(token_at=ago(days=most - 1))
    assert statuses(visitor, conversation) == GOOD
    Visitor.objects.update(token_at=ago(days=most, seconds=1))
    assert statuses(visitor, conversation) == RUN_OUT
    # As for a stranger, a start makes them another visitor.
    first = visitor.cookie
    assert visitor.start()["id"] != conversation["id"]
    assert visitor.cookie != first
    assert Visitor.objects.count() == 2


def test_a_token_that_is_not_used_runs_out_and_use_is_noted_once_a_day(
    visitor, conversation, django_assert_num_queries
):
    idle = conf.get("VISITOR_IDLE_DAYS")
    Visitor.objects.update(used_on=ago(days=idle + 1).date())
    assert statuses(visitor, conversation) == RUN_OUT
    Visitor.objects.update(used_on=ago(days=idle).date())
    assert statuses(visitor, conversation) == GOOD
    person = Visitor.objects.get()
    assert person.used_on == timezone.now().date()
    with django_assert_num_queries(0):
        identity.note_use(person.pk, person.used_on)


def test_the_cookie_says_how_long_it_is_good(setting, visitor, site):
    setting(VISITOR_MAX_DAYS=30)
    visitor.start()
    assert visitor.client.cookies[identity.COOKIE_NAME]["max-age"] == 30 * 24 * 3600


async def test_a_socket_is_refused_with_a_token_that_has_run_out(sockets, visitor, conversation):
    await (await sockets.visitor(visitor, conversation)).close()
    await sync_to_async(Visitor.objects.update)(token_at=ago(days=conf.get("VISITOR_MAX_DAYS")))
    late = await sockets.visitor(visitor, conversation, hello=False)
    assert await late.next() == {"type": "close", "code": 4404}


@pytest.mark.parametrize("name", ["VISITOR_MAX_DAYS", "VISITOR_IDLE_DAYS"])
async def test_an_open_socket_ends_when_its_token_runs_out(
    sockets, visitor, conversation, setting, monkeypatch, name
):
    monkeypatch.setattr(beat, "TICK", 0.05)
    if name == "VISITOR_MAX_DAYS":
        left = timedelta(days=conf.get(name), seconds=-1)
        await sync_to_async(Visitor.objects.update)(token_at=timezone.now() - left)
    tab = await sockets.visitor(visitor, conversation)
    if name == "VISITOR_IDLE_DAYS":
        setting(VISITOR_IDLE_DAYS=0.1 / (24 * 3600))
    assert await tab.closed() == 4404


async def test_what_is_done_on_an_open_socket_is_noted_once_a_day(
    sockets, visitor, conversation, monkeypatch
):
    tab = await sockets.visitor(visitor, conversation)
    tomorrow = timezone.now().date() + timedelta(days=1)
    monkeypatch.setattr(identity, "today", lambda: tomorrow)
    await tab.call("ping")
    async with asyncio.timeout(10):
        while (await Visitor.objects.aget()).used_on != tomorrow:
            await asyncio.sleep(0)
    await Visitor.objects.aupdate(used_on=tomorrow - timedelta(days=9))
    for _ in range(3):
        await tab.call("ping")
    assert (await Visitor.objects.aget()).used_on != tomorrow


async def test_one_visitor_has_so_many_sockets_and_further_ones_are_told_to_come_again(
    sockets, visitor, conversation, new_visitor, site, setting
):
    setting(VISITOR_SOCKETS=3)
    tabs = [await sockets.visitor(visitor, conversation) for _ in range(3)]
    further = await sockets.visitor(visitor, conversation, hello=False)
    assert await further.next() == {"type": "close", "code": 4012}
    # By HTTP they go on, and others are not concerned.
    messages = await sync_to_async(visitor.get)(f"conversations/{conversation['id']}/messages/")
    assert messages.status_code == 200
    other = new_visitor()
    started = await sync_to_async(other.start)(site.home)
    assert (await (await sockets.visitor(other, started)).call("ping"))["type"] == "ok"
    await tabs.pop().close()
    again = await sockets.visitor(visitor, conversation)
    assert (await again.call("ping"))["type"] == "ok"


async def test_for_load_tests_there_may_be_any_number(sockets, visitor, conversation, setting):
    setting(VISITOR_SOCKETS=1, RATE_LIMITS=False)
    for _ in range(3):
        await sockets.visitor(visitor, conversation)
