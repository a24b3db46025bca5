"""The embedded installation: one process, one file."""

import asyncio
import sqlite3
import time
from contextlib import closing

from .chatter import RESTARTING


async def test_fi34_twenty_writers_beside_a_long_reader(file_scene, file_world, figure):
    """Nobody is told of a locked database."""
    scene = file_scene
    await scene.begin(conversations=20, staff=("sam",))
    with closing(sqlite3.connect(file_world.record.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM livechat_message").fetchone()
        for _ in range(4):
            for chatter in scene.visitors:
                chatter.say()
        await scene.settled(within=20)
    await scene.prove(within=5)
    figure("slowest ok", scene.journal.slowest_ok())
    assert not scene.journal.refusals


async def test_fi34_another_program_holds_the_write_lock(file_scene, file_world):
    """A backup or a shell that writes for two seconds: messages wait and are stored."""
    scene = file_scene
    await scene.begin(conversations=3, staff=("sam",))
    async with scene.talking(rate=3):
        await asyncio.to_thread(_hold_write_lock, file_world.record.path)
    await scene.prove(within=25)
    assert not scene.journal.closes


def _hold_write_lock(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        time.sleep(2)
        writer.execute("ROLLBACK")


async def test_fi01_fi02_killed_and_stopped(file_scene, file_world, figure):
    """kill -9, then SIGTERM, while people talk."""
    scene, process = file_scene, file_world.web[0]
    await scene.begin(conversations=3, staff=("sam",))
    async with scene.talking(rate=5):
        await asyncio.sleep(0.5)
        process.end(9)
        await asyncio.to_thread(process.start)
        await scene.until(lambda: all(each.is_open.is_set() for each in scene.chatters), 40)
        before = len(scene.journal.closes)
        assert await asyncio.to_thread(process.end) == 0
        assert scene.journal.closes[before:][0][1] == RESTARTING
        await asyncio.to_thread(process.start)
    await scene.prove(within=40)
