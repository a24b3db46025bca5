"""One visit to one system: start it, load it, check what it did, stop it."""

import asyncio
from contextlib import ExitStack
from dataclasses import dataclass

from . import load
from .processes import Server
from .site import Place
from .watch import Watch, percentiles


@dataclass
class World:
    """A database and a channel layer, with people and places in it."""

    environment: dict
    site: object
    places: list
    staff: list
    server_core: int | None
    log: object
    uvicorn: object = None


@dataclass(frozen=True)
class Sizes:
    """How much of everything. Seconds, messages a second, sockets."""

    seconds: float = 4
    settle: float = 2
    """After connecting, until those who came have been announced to everybody."""
    warm_up: float = 1
    rate: int = 100
    rate_seconds: float = 4
    conversations: int = 100
    outstanding: int = 4
    idle: int = 5000
    warm_sockets: int = 100


async def visit(world, system, run, processes=1, uvicorn=False):
    """``run(visitors)`` is an async function of a Visit; gives its dict."""
    with ExitStack() as stack:
        servers = [
            stack.enter_context(
                Server(
                    system,
                    world.environment,
                    world.server_core,
                    world.log,
                    world.uvicorn if uvicorn else None,
                )
            )
            for _ in range(processes)
        ]
        guest = Visit(world, system, servers)
        try:
            return await run(guest)
        finally:
            guest.leave()


class Visit:
    """What a measurement works with."""

    def __init__(self, world, system, servers):
        self.world, self.system, self.servers = world, system, servers
        self.watch = Watch(servers)
        self.talks = []

    async def sit_down(self, count, seats=2, first=0):
        """Talks at ``count`` places, everybody connected, and the seconds that took."""
        places = [Place(**each) for each in self.world.places[first : first + count]]
        talks = load.new_talks(places, seats, self.system.dialect)
        self.talks += talks
        times = await load.seat_everybody(talks, self.servers, self.world.staff)
        return talks, times

    def leave(self):
        for talk in self.talks:
            talk.close()


async def saturation(guest, sizes, seats=2, talks=None):
    """Messages a second when everybody sends as fast as they may, checked."""
    if talks is None:
        talks, _ = await guest.sit_down(sizes.conversations, seats)
        await asyncio.sleep(sizes.settle)
    before = _newest(guest)
    reading, meter = await load.closed_loop(
        talks, guest.watch, sizes.seconds, sizes.outstanding, sizes.warm_up
    )
    reading["deliver_ms"] = percentiles(meter.to_others)
    reading["ok_ms"] = percentiles(meter.to_ok)
    reading["repeated_hints"] = meter.repeated
    return reading | {"check": check(guest, talks, meter, before)}


async def latency(guest, sizes, talks):
    """Times at a fixed rate that nobody finds hard."""
    before = _newest(guest)
    reading, meter = await load.fixed_rate(
        talks, guest.watch, sizes.rate_seconds, sizes.rate, 2 * sizes.warm_up
    )
    return {
        "rate": sizes.rate,
        "server_cpu_per_1000": reading.get("server_cpu_per_1000"),
        "deliver_ms": percentiles(meter.to_others),
        "ok_ms": percentiles(meter.to_ok),
        "check": check(guest, talks, meter, before),
    }


async def saturation_and_latency(guest, sizes, seats=2):
    talks, _ = await guest.sit_down(sizes.conversations, seats)
    await asyncio.sleep(sizes.settle)
    # First at a fixed rate: after saturation the server is still tidying up.
    slow = await latency(guest, sizes, talks)
    return {"latency": slow, "saturation": await saturation(guest, sizes, seats, talks)}


async def idle(guest, sizes, with_load):
    """Memory and connects a second of sockets that only sit there, then the load beside them."""
    await guest.sit_down(sizes.warm_sockets, 1, first=len(guest.world.places) - sizes.warm_sockets)
    server = guest.servers[0]
    memory, cpu = server.memory_kb(), server.cpu_seconds()
    _, (connected, greeted) = await guest.sit_down(sizes.idle, 1, first=sizes.conversations)
    result = {
        "sockets": sizes.idle,
        "kb_per_socket": round((server.memory_kb() - memory) / sizes.idle, 2),
        "connects_per_second": round(sizes.idle / connected, 1),
        "ready_per_second": round(sizes.idle / greeted, 1),
        "server_cpu_ms_per_socket": round((server.cpu_seconds() - cpu) * 1000 / sizes.idle, 3),
    }
    if with_load:
        result["saturation"] = await saturation(guest, sizes)
    return result


def _newest(guest):
    table = guest.system.table
    return guest.world.site.call("newest", table=table) if table else None


def check(guest, talks, meter, before):
    """What must be zero. Shown, acknowledged and stored must be the same."""
    faults = {
        "lost": sum(talk.lost for talk in talks),
        "doubled": meter.doubled,
        # Between processes nothing keeps the order of arrival: clients order by seq.
        "out_of_order": meter.out_of_order if len(guest.servers) == 1 else 0,
        "misnumbered": meter.misnumbered,
        "refused": meter.refusals,
        "cut_off": sum(talk.cut_off for talk in talks),
    }
    if guest.system.table:
        faults |= _check_stored(guest, talks, before)
    if meter.example:
        faults["example"] = meter.example
    for talk in talks:
        talk.forget()
    return faults


def _check_stored(guest, talks, before):
    site, system = guest.world.site, guest.system
    rows = site.call("stored", table=system.table, since=before)
    stored = {(where, number): seq for where, seq, number in rows}
    shown, acknowledged = {}, {}
    for talk in talks:
        where = talk.place.room if system.table == "rooms" else talk.place.id
        shown |= {(where, number): seq for number, seq in talk.numbers.items()}
        acknowledged |= {(where, number): seq for number, seq in talk.oks.items()}
    return {
        "stored_twice": len(rows) - len(stored),
        "shown_but_not_stored": len(shown.items() - stored.items()),
        "acknowledged_but_not_stored": len(acknowledged.items() - stored.items()),
        "gaps": site.call("gaps", table=system.table) if system.numbers else 0,
    }
