"""How many statements one message and one hello cost the database (pg_stat_statements)."""

import asyncio

from . import load
from .watch import Watch


async def queries(guest, sizes, hellos=40, messages=100):
    """Per message (one at a time, and with everybody sending), per handshake with hello."""
    site = guest.world.site
    if not site.call("count_statements", on=True):
        return {"counted": False}
    try:
        await asyncio.sleep(0.3)
        await _warm_up(guest)
        result = {"counted": True}
        result["hello, empty"] = await _count(site, hellos, _hellos(guest, 10, hellos))
        talks, _ = await guest.sit_down(1)
        result["message, alone"] = await _count(site, messages, _one_by_one(talks, messages))
        site.call("index")
        result["hello, 50 messages"] = await _count(site, hellos, _again(guest, hellos))
        talks, _ = await guest.sit_down(sizes.conversations, first=60)
        site.call("forget_statements")
        watch = Watch(guest.servers)
        reading, meter = await load.closed_loop(talks, watch, 2, sizes.outstanding, 0)
        result["message, many"] = site.call("statements", times=meter.complete)
        return result
    finally:
        site.call("count_statements", on=False)


async def _warm_up(guest):
    await guest.sit_down(1, first=9)


async def _count(site, times, work):
    site.call("forget_statements")
    await work
    return site.call("statements", times=times)


async def _hellos(guest, first, count):
    for number in range(count):
        await guest.sit_down(1, 1, first=first + number)


async def _again(guest, count):
    """Visitors of a conversation with many messages, one after the other."""
    for _ in range(count):
        await guest.sit_down(1, 1, first=0)


async def _one_by_one(talks, messages):
    for _ in range(messages):
        talks[0].post()
        while talks[0].lost:
            await asyncio.sleep(0.002)
