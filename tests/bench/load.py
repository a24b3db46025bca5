"""The loads: as many as it takes, a fixed rate, and sockets that only sit there."""

import asyncio
from time import perf_counter

from .talk import Meter, Talk

WAVE = 100
"""Handshakes at once while connecting."""
DRAIN = 10
"""Seconds that the last messages may take to arrive."""
WARM_UP = 20
"""Seconds that the first messages may take: a server of one queue answers none before it has
stored all that were sent at once."""
PATIENCE = 120
"""Seconds that any one load may take to connect."""


async def seat_everybody(talks, servers, staff_cookies):
    """
    Connect and greet, in waves, because servers do not wait long for a greeting. Seat 0 of each
    talk is on the first server, the others on the last. Returns the seconds until all were let in,
    and those until all were greeted.
    """
    people = len(staff_cookies)
    seats = [
        (
            seat,
            servers[-1 if seat.is_staff else 0].port,
            staff_cookies[(place + index - 1) % people],
        )
        for place, talk in enumerate(talks)
        for index, seat in enumerate(talk.seats)
    ]
    connecting = greeting = 0.0
    async with asyncio.timeout(PATIENCE):
        for start in range(0, len(seats), WAVE):
            wave = seats[start : start + WAVE]
            begin = perf_counter()
            await _all(seat.connect(port, seat.talk.dialect, cookie) for seat, port, cookie in wave)
            middle = perf_counter()
            await _all(seat.talk.dialect.greet(seat) for seat, _, _ in wave)
            connecting += middle - begin
            greeting += perf_counter() - middle
    return connecting, connecting + greeting


async def _all(coroutines):
    async with asyncio.TaskGroup() as group:
        for each in coroutines:
            group.create_task(each)


def new_talks(places, seats, dialect):
    return [Talk(place, seats, dialect) for place in places]


async def closed_loop(talks, watch, seconds, outstanding, warm_up):
    """
    Every talk has ``outstanding`` messages under way all the time. ``watch`` is started when as
    many have come back, but not before ``warm_up``; and stopped after the ``seconds``, or when as
    many again have come back if that takes longer (four times the seconds at most).
    """
    meter = _new_meter(talks)
    for talk in talks:
        talk.is_sending = True
        for _ in range(outstanding):
            talk.post()
    under_way = len(talks) * outstanding
    await asyncio.sleep(warm_up)
    await _until(meter, under_way, WARM_UP)
    watch.start(meter)
    goal = meter.complete + under_way
    await asyncio.sleep(seconds)
    await _until(meter, goal, 3 * seconds)
    reading = watch.stop(meter)
    for talk in talks:
        talk.is_sending = False
    await drain(talks)
    return reading, meter


async def _until(meter, complete, patience):
    until = perf_counter() + patience
    while meter.complete < complete and perf_counter() < until:
        await asyncio.sleep(0.01)


async def fixed_rate(talks, watch, seconds, rate, warm_up):
    """
    ``rate`` messages a second over all talks, whatever comes back; measured after ``warm_up``, in
    which every conversation has had its first answer.
    """
    _new_meter(talks)
    await _at_rate(talks, warm_up, rate)
    await drain(talks)
    meter = _new_meter(talks)
    watch.start(meter)
    await _at_rate(talks, seconds, rate)
    await asyncio.sleep(0.5)
    reading = watch.stop(meter)
    await drain(talks)
    return reading, meter


async def _at_rate(talks, seconds, rate):
    begin = perf_counter()
    for number in range(int(seconds * rate)):
        await asyncio.sleep(begin + number / rate - perf_counter())
        talks[number % len(talks)].post()


async def drain(talks):
    """Wait for what is under way, for a bounded time."""
    until = perf_counter() + DRAIN
    while any(talk.lost for talk in talks) and perf_counter() < until:
        await asyncio.sleep(0.05)


def _new_meter(talks):
    meter = Meter()
    for talk in talks:
        talk.meter = meter
    return meter
