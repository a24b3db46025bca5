"""
SEC-13: whoever loses access leaves the room, by every way of losing it and on raw frames: within
2 s of the commit with Redis, within 30 s without, whichever process did it.
"""

import asyncio
import json
import os
import sys
import time

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import Group
from django.db import connection

from livechat import access
from livechat.delivery.hub import current_hub
from livechat.models import Conversation, Department

from .ways import BY_NAME, REVOKED, WAYS, conversation_erased, prepare, sessions_of

pytestmark = pytest.mark.django_db(transaction=True)
WITH_REDIS, WITHOUT = 2, 30
SLACK = 1
"""Seconds for the test itself, on a machine that does other things."""


class Loser:
    """Somebody with their conversation open."""

    def __init__(self, case, socket):
        self.case, self.socket = case, socket
        self.way = BY_NAME[case["way"]]
        self.expected = WAYS[self.way]
        self.ended = None

    async def end(self, within):
        """What ended it; every frame until then is kept."""
        async with asyncio.timeout(within):
            while self.ended is None:
                frame = await self.socket.next(timeout=within)
                if frame["type"] == "close":
                    self.ended = frame["code"]
                elif frame["type"] == self.expected:
                    self.ended = frame["type"]
                else:
                    self.socket.events.append(frame)

    async def heard_later(self):
        """Frames about the conversation that came after the end."""
        if isinstance(self.ended, int):
            queue = self.socket.communicator.output_queue
            return [queue.get_nowait() for _ in range(queue.qsize())]
        self.socket.events.clear()
        await self.socket.call("ping")
        after = [frame for frame in self.socket.events if frame["type"] != "inbox.removed"]
        return [frame for frame in after if self.case["conversation"] in json.dumps(frame)]


@pytest.fixture
async def losers(staff, site, visitor, sockets, redis):
    """One for each way, each joined; and the admin, who sees everything and loses nothing."""
    started = await sync_to_async(visitor.start)()
    found = []
    for way in WAYS:
        case, user = await sync_to_async(_prepare)(way, started)
        socket = await sockets.staff_in({"id": case["conversation"]}, user)
        case["session"] = (await sync_to_async(sessions_of)(case["user"]))[0]
        found.append(Loser(case, socket))
    return found


def _prepare(way, started):
    from django.contrib.auth import get_user_model

    visitor = Conversation.objects.get(public_id=started["id"]).visitor
    case = prepare(way, visitor)
    return case, get_user_model().objects.get(pk=case["user"])


@pytest.fixture
async def keeper(losers, sockets, staff):
    socket = await sockets.staff(staff.admin)
    for loser in losers:
        answer = await socket.call("conversation.open", conversation=loser.case["conversation"])
        assert answer["type"] == "ok"
    return socket


async def nobody_hears_what_follows(losers, keeper):
    """Every conversation goes on: with its events for the admin, without for who was put out."""
    for loser in losers:
        if loser.way is conversation_erased:
            continue
        conversation = loser.case["conversation"]
        keeper.events.clear()
        assert (await keeper.post("Still here", conversation=conversation))["type"] == "ok"
        await keeper.event("message.posted", conversation=conversation)
        while (await keeper.event("inbox.changed"))["conversation"]["id"] != conversation:
            pass
        assert await loser.heard_later() == [], loser.way.__name__


async def layer_is(redis, state):
    """This process has noticed."""
    redis.become(state)
    async with asyncio.timeout(20):
        while (current_hub().nodes.is_down) is not (state != "up"):
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("state", ["up", "down", "paused"])
async def test_sec_13_by_this_process(losers, keeper, redis, state):
    await layer_is(redis, state)
    for loser in losers:
        await sync_to_async(loser.way)(loser.case)
        await loser.end(WITH_REDIS + SLACK)
        assert loser.ended == loser.expected, (loser.way.__name__, loser.socket.events)
    await nobody_hears_what_follows(losers, keeper)


@pytest.mark.parametrize("state", ["up", "down", "paused"])
async def test_sec_13_by_another_process(losers, keeper, redis, state):
    await layer_is(redis, state)
    within = WITH_REDIS if state == "up" else WITHOUT
    committed = asyncio.create_task(_elsewhere(losers, redis))
    ends = {loser.case["way"]: asyncio.create_task(_ended_at(loser)) for loser in losers}
    at = await committed
    for loser in losers:
        took = await ends[loser.case["way"]] - at[loser.case["way"]]
        assert loser.ended == loser.expected, (loser.way.__name__, loser.socket.events)
        assert took < within + SLACK, (loser.way.__name__, took)
    await nobody_hears_what_follows(losers, keeper)


async def _ended_at(loser):
    await loser.end(within=120)
    return time.time()


async def _elsewhere(losers, redis):
    """When another process committed each change."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.security.elsewhere",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=os.environ | {"DATABASE_URL": _database_url(), "REDIS_URL": redis.url},
    )
    cases = json.dumps([loser.case for loser in losers]).encode()
    out, err = await process.communicate(cases)
    assert process.returncode == 0, err.decode()
    lines = [json.loads(line) for line in out.splitlines() if line.startswith(b"{")]
    return {line["way"]: line["at"] for line in lines}


def _database_url():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"


def _give(case, other):
    """The group of one person reads in the department of another."""
    department = Department.objects.get(pk=other["department"])
    access.grant(Group.objects.get(pk=case["group"]), "join", department)


async def _levels(socket):
    """By conversation, as the console's list shows them now."""
    listed = await socket.call("inbox.get", view="all")
    socket.inbox = listed["inbox"]
    return {each["id"]: each["access"] for each in listed["conversations"]}


async def _list_is_another(socket):
    """A heartbeat said what makes a console ask for its list again; earlier ones may lie unread."""
    while (await socket.event("heartbeat")).get("inbox") in (None, socket.inbox):
        pass


async def test_sec_13_the_reverse_a_grant_shows_without_a_reload(losers, keeper, redis, site):
    """An invitation and a department's grant reach the consoles that are open already."""
    first, second = losers[0], losers[1]
    conversation = second.case["conversation"]
    keeper.events.clear()
    await keeper.call(
        "conversation.invite", conversation=conversation, staff=str(first.case["user"])
    )
    while True:
        changed = await first.socket.event("inbox.changed")
        if changed["conversation"]["id"] == conversation:
            break
    assert changed["conversation"]["access"] == "reply"
    third = losers[2].case
    async with asyncio.timeout(WITH_REDIS + SLACK):
        levels = await _levels(first.socket)
        await sync_to_async(_give)(first.case, third)
        while third["conversation"] not in levels:
            await _list_is_another(first.socket)
            levels = await _levels(first.socket)
    assert levels[conversation] == "reply" and levels[third["conversation"]] == "join"
    assert REVOKED not in [frame["type"] for frame in first.socket.events]
