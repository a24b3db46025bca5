"""The channel layer is a hint: whatever happens to Redis, messages are stored and arrive."""

import asyncio
import signal
import time

import pytest

WHILE_DOWN = 5
HINT_LOST = 25
"""Seconds (contract section 7): while the channel layer is down, and for a single lost hint."""


async def health_is(world, status):
    while True:
        bodies = [await asyncio.to_thread(each.health) for each in world.web]
        if all(f'"status": "{status}"'.encode() in body for _, body in bodies):
            return
        await asyncio.sleep(0.05)


def refuse(world):
    for process in world.web:
        process.to_redis.refusing = True
        process.to_redis.cut()


def hold(world):
    for process in world.web:
        process.to_redis.held = True


def half_open(world):
    for process in world.web:
        process.to_redis.forget()
        process.to_redis.held = True


def mend(world):
    for process in world.web:
        process.mend()


DOWN = {
    "killed and restarted empty": (
        lambda world: world.redis.end(signal.SIGKILL),
        lambda world: world.redis.start(),
    ),
    "stopped": (lambda world: world.redis.pause(), lambda world: world.redis.go_on()),
    "paused": (lambda world: world.redis.ask("CLIENT", "PAUSE", "6000", "ALL"), mend),
    "refused": (refuse, mend),
    "silent": (hold, mend),
    "half-open": (half_open, mend),
}


@pytest.mark.parametrize("way", DOWN)
async def test_fi03_fi04_redis_is_away(scene, world, figure, way):
    """Messages go on, within 5 s; health says so; afterwards it is instant, on the same sockets."""
    away, back = DOWN[way]
    await scene.begin(conversations=3)
    await scene.talk(0.3)
    away(world)
    begun = time.monotonic()
    async with scene.talking(rate=15):
        await asyncio.wait_for(health_is(world, "degraded"), 10)
        await asyncio.sleep(2)
    until = time.monotonic()
    figure("slowest ok while down", scene.journal.slowest_ok(begun, until))
    await scene.settled(within=WHILE_DOWN + HINT_LOST)
    figure("slowest display while down", scene.journal.slowest_display(begun, until))
    assert scene.journal.slowest_ok(begun, until) < 3
    assert scene.journal.slowest_display(begun, until) < WHILE_DOWN + 1
    back(world)
    returned = time.monotonic()
    await asyncio.wait_for(health_is(world, "ok"), 30)
    figure("instant again after", time.monotonic() - returned)
    # Both processes hear each other again; what they missed of each other is caught up.
    since = time.monotonic()
    await scene.talk(1)
    await scene.prove(within=HINT_LOST)
    assert scene.journal.slowest_display(since) < WHILE_DOWN
    assert not scene.journal.closes
    assert not [code for _, code, _ in scene.journal.refusals if code != "busy"]


async def test_fi05_only_the_subscriptions_are_cut(scene, world, figure):
    await scene.begin(conversations=3)
    async with scene.talking(rate=20):
        for _ in range(10):
            world.redis.ask("CLIENT", "KILL", "TYPE", "pubsub")
            await asyncio.sleep(0.2)
    await scene.prove(within=HINT_LOST)
    figure("slowest display", scene.journal.slowest_display())
    assert not scene.journal.closes


async def test_fi06_out_of_memory_and_flushed(scene, world):
    await scene.begin(conversations=3)
    async with scene.talking(rate=20):
        world.redis.ask("CONFIG", "SET", "maxmemory", "1mb")
        await asyncio.sleep(1.5)
        world.redis.ask("CONFIG", "SET", "maxmemory", "0")
        world.redis.ask("FLUSHALL")
        await asyncio.sleep(0.5)
    await scene.prove(within=HINT_LOST)
    assert not scene.journal.closes


async def test_fi07_redis_is_slow(scene, world, figure):
    """200 ms on each road to Redis do not show in the time until ``ok``."""
    await scene.begin(conversations=3)
    for process in world.web:
        process.to_redis.latency = 0.2
    await scene.talk(3)
    await scene.prove(within=HINT_LOST)
    figure("slowest ok", scene.journal.slowest_ok())
    assert scene.journal.slowest_ok() < 1.5
    assert scene.journal.slowest_display() < WHILE_DOWN
