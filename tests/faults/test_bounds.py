"""Clients that read nothing, send too much, or never finish what they began: a bounded price."""

import asyncio
import os
import socket
import time
from contextlib import closing

import pytest

from .wire import RawSocket, frame_of

SLOW, MESSAGES, SIZE = 20, 1_200, 4_000
"""Readers that never read, and what they are sent: 5 MB each."""
BURST = 3_400 if os.environ.get("FAULT_MINUTES") else 1_000
"""Messages of each of three people at once."""


async def test_fi21_slow_readers(scene, world, figure):
    """They are cut off; the process does not grow by what they do not read, and nobody waits."""
    await scene.begin(conversations=2, window=50, staff=("sam",))
    crowded, other = scene.visitors
    (conversation,) = crowded.timelines
    process = world.web[0]
    path = f"/livechat/ws/visitor/{conversation}/"
    slow = [await asyncio.to_thread(RawSocket, process, path, crowded.cookie) for _ in range(SLOW)]
    try:
        for each in slow:
            each.send(type="hello", v=1)
        await asyncio.sleep(0.5)
        before = process.memory
        for _ in range(MESSAGES):
            crowded.say(size=SIZE)
        most = before
        while not crowded.outboxes[conversation].is_empty:
            other.say()
            await asyncio.sleep(0.2)
            most = max(most, process.memory)
        figure("growth", most - before, "MB")
        assert most - before < SLOW * 2 + 30
        await scene.prove(within=25)
        elsewhere = [each for each in scene.journal.typed() if each.author == other.name]
        figure("slowest ok elsewhere", max(each.ok - each.begun for each in elsewhere))
        assert max(each.ok - each.begun for each in elsewhere) < 5
        for each in slow:
            assert each.close_code() in (None, 4429)
    finally:
        for each in slow:
            each.close()


@pytest.mark.parametrize("kind", ["typing.set", "history.get", "message.post"])
async def test_fi22_floods(file_scene, file_world, figure, kind):
    """More than the socket may send: closed with 4429; memory stays and others are served."""
    scene, process = file_scene, file_world.web[0]
    await scene.begin(conversations=2, staff=("sam",))
    loud, other = scene.visitors
    (conversation,) = loud.timelines
    before = process.memory
    frames = {
        "typing.set": {"type": kind, "on": True},
        "history.get": {"type": kind, "before": 9, "ref": "h"},
        "message.post": {"type": kind, "client_id": "x", "body": "y" * 3000, "ref": "p"},
    }
    path = f"/livechat/ws/visitor/{conversation}/"
    with closing(RawSocket(process, path, loud.cookie, 65_536)) as flood:
        flood.send(type="hello", v=1)
        begun = time.monotonic()
        sending = other.say()
        await asyncio.to_thread(_pour, flood, frames[kind])
        assert await asyncio.to_thread(flood.close_code) in (4400, 4429, None)
        figure("closed after", time.monotonic() - begun)
    await scene.until(lambda: sending.ok, 5)
    assert process.memory - before < 20
    await scene.prove(within=25)


def _pour(flood, frame):
    try:
        for _ in range(3_000):
            flood.send(**frame)
    except OSError:
        pass


@pytest.mark.parametrize("size", [17_000, 900_000, 3_000_000])
async def test_fi22_huge_frames(file_scene, file_world, size):
    """4413, or cut off by the server's own limit; nothing stays in memory."""
    scene, process = file_scene, file_world.web[0]
    await scene.begin(conversations=1, staff=())
    (visitor,) = scene.visitors
    (conversation,) = visitor.timelines
    before = process.memory
    for _ in range(10):
        path = f"/livechat/ws/visitor/{conversation}/"
        with closing(RawSocket(process, path, visitor.cookie, 65_536)) as big:
            big.send(type="hello", v=1)
            try:
                await asyncio.to_thread(big.send_bytes, frame_of(b"x" * size))
                assert await asyncio.to_thread(big.close_code) in (4413, 1006, 1009, None)
            except OSError:
                pass
    assert process.memory - before < 20
    visitor.say()
    await scene.prove(within=25)


async def test_fi22_half_open_handshakes(file_scene, file_world, figure):
    """Connections that never finish their request: the others are served meanwhile."""
    scene, process = file_scene, file_world.web[0]
    await scene.begin(conversations=1, staff=())
    before = process.memory
    half = []
    try:
        for _ in range(300):
            connection = socket.create_connection(("127.0.0.1", process.port), timeout=5)
            connection.sendall(b"GET /livechat/ws/staff/ HTTP/1.1\r\nHost: x\r\nUpgrade: webs")
            half.append(connection)
        sending = scene.visitors[0].say()
        await scene.until(lambda: sending.ok, 5)
        figure("growth for each", (process.memory - before) * 1024 / len(half), "KB")
        assert process.memory - before < 30
    finally:
        for connection in half:
            connection.close()
    await scene.prove(within=25)


async def test_fi23_burst_in_one_conversation(scene, world, figure):
    """Thousands of messages at once: gapless everywhere, and what it took is given back."""
    await scene.begin(conversations=1, window=200)
    for chatter in scene.chatters:
        for _ in range(BURST):
            chatter.say()
    begun = time.monotonic()
    await scene.prove(within=60)
    figure(f"{3 * BURST} messages, three people, settled", time.monotonic() - begun)


async def test_resources_return_to_base(scene, world, figure):
    """Sockets, files and database connections after a hundred comings and goings."""
    await scene.begin(conversations=2)
    await scene.settled(10)
    process = world.web[0]
    files, memory = process.files, process.memory
    for _ in range(10):
        process.front.cut()
        here = list(scene.chatters)
        await scene.until(lambda here=here: all(each.is_open.is_set() for each in here), 20)
        scene.say_something()
    await scene.prove(within=25)
    await scene.until(lambda: process.files <= files + 3, 20, "the files to be closed")
    assert process.memory - memory < 20
    (connections,) = world.postgres.rows(
        "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
    )[0]
    figure("database connections of two processes", connections, "")
    assert connections <= 2 * 16 + 1
