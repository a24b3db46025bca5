"""The road between a client and the server: cut anywhere, replayed, half-open, without sockets."""

import asyncio
import signal
import time
import uuid

import httpx
import pytest

from .proxy import TO_CLIENT, TO_SERVER


async def test_fi13_cut_at_each_part_of_a_message(scene, world):
    """RST after byte k of the frame, and before the first byte of the answer."""
    await scene.begin(conversations=1, staff=("sam",))
    (visitor,) = scene.visitors
    for cut_after in [1, 2, 6, 30, 90, 150, 200, "answer"]:
        await scene.until(visitor.is_open.is_set, 20)
        sending = visitor.say()
        cutter = Cutter(sending.client_id.encode(), cut_after)
        for process in world.web:
            process.front.watch(cutter)
        await scene.until(lambda sending=sending: sending.ok, 40, f"ok after cut at {cut_after}")
        assert cutter.done, cut_after
        assert sending.tries > 1 or cut_after == "answer"
    await scene.prove(within=25)


class Cutter:
    """Resets the link that carries a message of the visitor, once, at this place."""

    def __init__(self, _client_id, cut_after):
        self.cut_after, self.done, self.link = cut_after, False, None

    def __call__(self, link, direction, data):
        if self.done:
            return data
        if self.cut_after == "answer":
            if direction == TO_SERVER and len(data) > 150:
                self.link = link
            elif direction == TO_CLIENT and link is self.link:
                return self._cut(link)
            return data
        if direction == TO_SERVER and len(data) > 150:
            link.writers[TO_SERVER].write(data[: min(self.cut_after, len(data) - 1)])
            link.proxy.reactor.loop.call_later(0.05, link.reset)
            self.done = True
            return b""
        return data

    def _cut(self, link):
        self.done = True
        link.reset()
        return b""


async def test_fi13_cut_again_and_again(scene, world):
    """Every connection of everybody is reset, at random, while all talk."""
    await scene.begin(conversations=3)
    async with scene.talking(rate=20):
        for _ in range(5):
            await asyncio.sleep(scene.random.uniform(0.2, 0.8))
            scene.random.choice(world.web).front.cut()
    await scene.prove(within=40)


async def test_fi15_everything_is_sent_three_times(scene, world):
    """A frame that arrives three times, and a start posted three times, are one."""

    def thrice(link, direction, data):
        upgraded, link.muted = link.muted, True
        return data * 3 if direction == TO_SERVER and upgraded else data

    await scene.begin(conversations=2)
    for process in world.web:
        process.front.cut()
        process.front.watch(thrice)
    await scene.until(lambda: all(each.connections > 1 for each in scene.chatters), 30)
    await scene.talk(2)
    await scene.prove(within=25)


async def test_fi15_a_start_posted_three_times_at_once(scene, world):
    wish = {"key": uuid.uuid4().hex, "client_id": str(uuid.uuid4()), "body": "Hello"}
    addresses = [world.web[number % 2].address for number in range(3)]
    async with httpx.AsyncClient(trust_env=False, timeout=30) as client:
        answers = await asyncio.gather(
            *(
                client.post(f"http://{each}/livechat/conversations/", json=wish)
                for each in addresses
            )
        )
    assert sorted(each.status_code for each in answers) == [200, 200, 201]
    assert len({each.json()["conversation"]["id"] for each in answers}) == 1
    assert len({each.cookies["livechat_visitor"] for each in answers}) == 1


async def test_fi33_upgrades_are_blocked(scene, world):
    """A proxy that knows no sockets: the visitor goes on over HTTP with the same numbers."""
    await scene.begin(conversations=1, staff=("sam",))
    (visitor,) = scene.visitors
    (conversation,) = visitor.timelines
    base = f"http://{world.web[0].address}/livechat/conversations/{conversation}"
    headers = {"Cookie": visitor.cookie}
    await visitor.stop()
    scene.chatters.remove(visitor)
    async with httpx.AsyncClient(trust_env=False, timeout=30, headers=headers) as client:
        frame = {"type": "message.post", "body": f"{conversation} over HTTP"}
        frame["client_id"] = str(uuid.uuid4())
        answers = [await client.post(f"{base}/commands/", json=frame) for _ in range(2)]
        assert len({each.json()["seq"] for each in answers}) == 1
        seq = answers[0].json()["seq"]
        page = (await client.get(f"{base}/messages/?after={seq - 1}")).json()
    assert [each["client_id"] for each in page["messages"]] == [frame["client_id"]]
    await scene.prove(within=25)


@pytest.mark.soak
async def test_fi14_half_open(scene, world, figure):
    """A road that carries nothing any more is left after 45 s; the server lets its end go too."""
    await scene.begin(conversations=2)
    await scene.settled(10)
    process = world.web[0]
    files = process.files
    waiting = [each for each in scene.chatters if each.roads[0] == process.address]
    before = {each.name: each.connections for each in waiting}
    process.front.forget()
    begun = time.monotonic()
    for chatter in scene.chatters:
        chatter.say()
    await scene.until(lambda: all(each.connections > before[each.name] for each in waiting), 60)
    figure("clients left a half-open road after", time.monotonic() - begun)
    await scene.prove(within=40)
    await scene.until(lambda: process.files <= files, 70, "the server to reap its ends")
    figure("the server reaped its ends after", time.monotonic() - begun)


@pytest.mark.soak
async def test_fi33_idle_sockets_hear_something(scene, world, figure):
    """At least every 25 s, also while the database is away: no road closes them as idle."""
    await scene.begin(conversations=3)
    await scene.settled(10)
    await asyncio.to_thread(world.postgres.end, signal.SIGINT)
    await asyncio.sleep(70)
    await asyncio.to_thread(world.postgres.start)
    await asyncio.sleep(5)
    await scene.prove(within=40)
    longest = max(each.longest_silence for each in scene.chatters)
    figure("longest silence", longest)
    assert longest < 25
    assert not scene.journal.closes
