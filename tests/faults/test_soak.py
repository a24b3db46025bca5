"""Hours of faults, two at a time, in an order that the seed decides: ``script/faults``."""

import asyncio
import os
import random
import signal
import time

import pytest

from .scene import Scene

HEALED = 60
"""Seconds after the last fault by which everything must have settled."""


async def kill_a_process(world, chance):
    process = chance.choice(world.web)
    process.end(signal.SIGKILL)
    await asyncio.sleep(chance.uniform(0, 3))
    await asyncio.to_thread(process.start)


async def restart_a_process(world, chance):
    process = chance.choice(world.web)
    await asyncio.to_thread(process.end)
    await asyncio.to_thread(process.start)


async def stop_a_process(world, chance):
    process = chance.choice(world.web)
    process.pause()
    await asyncio.sleep(3)
    process.go_on()


async def kill_redis(world, chance):
    world.redis.end(signal.SIGKILL)
    await asyncio.sleep(chance.uniform(1, 20))
    await asyncio.to_thread(world.redis.start)


async def pause_redis(world, chance):
    world.redis.pause()
    await asyncio.sleep(chance.uniform(1, 30))
    world.redis.go_on()


async def trouble_redis(world, chance):
    for words in ("CLIENT KILL TYPE pubsub", "FLUSHALL", "CLIENT KILL TYPE normal"):
        world.redis.ask(*words.split())
        await asyncio.sleep(chance.uniform(0, 1))


async def slow_redis(world, chance):
    for process in world.web:
        process.to_redis.latency = chance.uniform(0.05, 0.5)
    await asyncio.sleep(5)


async def forget_redis(world, chance):
    chance.choice(world.web).to_redis.forget()
    await asyncio.sleep(8)


async def restart_postgres(world, chance):
    sign = chance.choice([signal.SIGINT, signal.SIGQUIT])
    await asyncio.to_thread(world.postgres.restart, sign)


async def cut_the_database(world, chance):
    for _ in range(3):
        chance.choice(world.web).to_database.cut()
        await asyncio.sleep(chance.uniform(0, 1))


async def database_away(world, chance):
    await asyncio.to_thread(world.postgres.end, signal.SIGINT)
    await asyncio.sleep(chance.uniform(1, 60))
    await asyncio.to_thread(world.postgres.start)


async def cut_the_clients(world, chance):
    for _ in range(5):
        chance.choice(world.web).front.cut()
        await asyncio.sleep(chance.uniform(0, 1))


FAULTS = {
    "processes": [kill_a_process, restart_a_process, stop_a_process],
    "redis": [kill_redis, pause_redis, trouble_redis, slow_redis, forget_redis],
    "database": [restart_postgres, cut_the_database, database_away],
    "clients": [cut_the_clients],
}


@pytest.mark.soak
@pytest.mark.timeout(0)
async def test_soak(world, seed, figure):
    """Round after round until the time is over; each is proved before the next begins."""
    until = time.monotonic() + 60 * float(os.environ.get("FAULT_MINUTES", 0))
    rounds = messages = 0
    while time.monotonic() < until or not rounds:
        chance = random.Random(seed + rounds)
        chosen = [chance.choice(FAULTS[where]) for where in chance.sample(sorted(FAULTS), 2)]
        print(f"FAULT_SEED={seed + rounds}", *(fault.__name__ for fault in chosen), flush=True)
        messages += await _round(world, seed + rounds, chance, chosen)
        rounds += 1
    figure("rounds without a violation", rounds, "")
    figure("messages in them", messages, "")


async def _round(world, seed, chance, chosen):
    scene = Scene(world, seed)
    try:
        await scene.begin(conversations=chance.randint(1, 6), window=chance.choice([1, 1, 10]))
        async with scene.talking(rate=chance.choice([5, 20, 60])):
            first = asyncio.create_task(chosen[0](world, chance))
            # Sometimes the second begins while the first goes on.
            await asyncio.wait([first], timeout=chance.choice([1, None]))
            await chosen[1](world, chance)
            await first
        await asyncio.to_thread(world.heal)
        await scene.prove(within=HEALED)
        return len(scene.journal.sendings)
    finally:
        await scene.end()
