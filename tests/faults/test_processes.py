"""Web processes that die, restart, stand still, or all come back at once."""

import asyncio
import time
import uuid

from livechat.delivery.nodes import ALONE_AFTER

from .chatter import RESTARTING, UNREACHABLE, Staff, Visitor
from .wire import RawSocket


async def test_fi01_killed_in_the_middle_of_a_burst(scene, world, figure):
    """kill -9 with many messages unanswered: all of them are there once in the end."""
    await scene.begin(conversations=4, window=20)
    async with scene.talking(rate=60):
        await asyncio.sleep(1)
        for _ in range(200):
            scene.say_something()
        await asyncio.sleep(0.05)
        world.web[0].end(9)
        await asyncio.sleep(1.5)
    figure("slowest ok with one process left", scene.journal.slowest_ok())
    figure("settled", await scene.prove(within=40))


async def test_fi02_rolling_restart(scene, world, figure):
    """SIGTERM: clients are asked to come back (4012) and the process ends within 15 s."""
    await scene.begin(conversations=4)
    async with scene.talking(rate=20):
        for process in world.web:
            before = len(scene.journal.closes)
            assert await asyncio.to_thread(process.end) == 0
            figure("process ended in", process.ended_in)
            here = [code for _, code, _ in scene.journal.closes[before:]]
            assert set(here) - {UNREACHABLE} == {RESTARTING}, here
            await asyncio.to_thread(process.start)
    figure("slowest ok", scene.journal.slowest_ok())
    await scene.prove(within=40)


async def test_fi02_stopped_while_other_sockets_come_and_go(scene, world):
    """Sockets that were turned away a moment ago do not keep the others from their goodbye."""
    await scene.begin(conversations=3)
    process = world.web[0]
    here = [each for each in scene.chatters if each.roads[0] == process.address]
    passing = []
    for _ in range(10):
        path = f"/livechat/ws/visitor/{uuid.uuid4()}/"
        passing.append(await asyncio.to_thread(RawSocket, process, path, ""))
        await asyncio.sleep(0.2)
    for chatter in here:
        chatter.say()
    assert await asyncio.to_thread(process.end) == 0
    await scene.until(lambda: len(scene.journal.closes) >= len(here), 5)
    names = {each.name for each in here}
    assert {code for who, code, _ in scene.journal.closes if who in names} == {RESTARTING}
    for each in passing:
        each.close()
    await scene.prove(within=40)


async def test_fi02_stopped_while_pages_are_read(world, figure):
    """A request that is in a thread when the loop ends does not keep the process alive."""
    process, answers = world.web[0], []

    def read():
        while (answer := process.health(timeout=20))[0]:
            answers.append(answer)

    # The loop has six threads on two cores, and one is for ``end``.
    readers = [asyncio.create_task(asyncio.to_thread(read)) for _ in range(4)]
    while len(answers) < 12:
        await asyncio.sleep(0.02)
    assert await asyncio.to_thread(process.end) == 0
    figure("process ended in", process.ended_in)
    await asyncio.gather(*readers)
    assert {status for status, _ in answers} <= {200, 503}, answers


async def test_fi02_acknowledgements_outstanding_at_the_end(scene, world):
    """What was taken before SIGTERM is stored and answered, or goes out again: never both lost."""
    await scene.begin(conversations=2, window=100)
    for _ in range(400):
        scene.say_something()
    await asyncio.sleep(0.05)
    assert await asyncio.to_thread(world.web[0].end) == 0
    await scene.prove(within=40)
    assert {code for _, code, _ in scene.journal.closes} <= {RESTARTING, UNREACHABLE}


async def test_fi24_reconnect_storm(scene, world, figure):
    """Every process dies and comes back; everybody returns, with what was said meanwhile."""
    await scene.begin(conversations=2)
    for number, each in enumerate(await asyncio.to_thread(world.fill, 150)):
        scene.add(Visitor, f"crowd {number}", number, each["cookie"], each["id"])
    everybody = scene.chatters
    await scene.until(lambda: all(each.is_open.is_set() for each in everybody), 60)
    for process in world.web:
        process.end(9)
    for chatter in everybody:
        chatter.say()
    await asyncio.to_thread(world.start_processes)
    begun = time.monotonic()
    await scene.until(lambda: all(each.is_open.is_set() for each in everybody), 60)
    figure("152 visitors back", time.monotonic() - begun)
    await scene.prove(within=40)


async def test_fi32_a_process_stands_still_for_three_seconds(scene, world):
    """Nobody is disconnected, and everything is there a moment after."""
    await scene.begin(conversations=3)
    async with scene.talking(rate=20):
        await asyncio.sleep(0.5)
        world.web[0].pause()
        await asyncio.sleep(3)
        world.web[0].go_on()
        await asyncio.sleep(0.5)
    await scene.prove(within=25)
    assert not scene.journal.closes


async def test_fi30_a_socket_older_than_the_server_allows(scene, world):
    """
    Daphne ends sockets after a day, here after five seconds: clients come back and miss nothing.
    Nothing of ours expires: a process joins its group anew whenever it hears nothing.
    """
    process = world.web[0]
    process.options = ("--websocket_timeout", "5")
    try:
        await asyncio.to_thread(process.end)
        await asyncio.to_thread(process.start)
        await scene.begin(conversations=3)
        here = [each for each in scene.chatters if each.roads[0] == process.address]
        async with scene.talking(rate=10):
            await scene.until(lambda: all(each.connections > 1 for each in here), 20)
        await scene.prove(within=25)
    finally:
        process.options = ()
        await asyncio.to_thread(process.end)


async def test_a_process_that_joins_one_that_was_alone_hears_it(scene, world, figure):
    """Alone, it tells nobody: who comes finds what was not told, and hears the next at once."""
    await asyncio.to_thread(world.web[1].end)
    await scene.begin(conversations=1, home=2, staff=("sam",))
    async with scene.talking(rate=30):
        await asyncio.sleep(ALONE_AFTER + 1)
        await asyncio.to_thread(world.web[1].start)
        ids = [id for each in scene.visitors for id in each.timelines]
        late = scene.add(Staff, "late", 1, world.sessions["ada"], ids)
        await scene.until(late.is_open.is_set, 20)
        since = time.monotonic() + 2
        await asyncio.sleep(4)
    figure("slowest display after two seconds", scene.journal.slowest_display(since))
    assert scene.journal.slowest_display(since) < 2
    await scene.prove()
