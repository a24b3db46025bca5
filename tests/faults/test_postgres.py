"""The database goes away, is full, is locked, or does not say whether it stored something."""

import asyncio
import os
import signal
import time
from contextlib import suppress

import psycopg
import pytest

from .chatter import Refused
from .proxy import TO_SERVER

AWAY = 17
"""Long enough for a pool that backs off to fall asleep."""
BACK = 10
"""Seconds after the database's return within which messages are stored again."""


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGQUIT], ids=["fast", "immediate"])
async def test_fi08_restarted_under_load(scene, world, figure, sign):
    await scene.begin(conversations=4)
    async with scene.talking(rate=30):
        await asyncio.sleep(0.5)
        await asyncio.to_thread(world.postgres.restart, sign)
        await _back(scene, figure)
    await scene.prove(within=40)
    assert not scene.journal.closes


async def test_fi08_away_for_a_while(scene, world, figure):
    """Sockets stay open, senders are told ``busy``, and it all goes out after the return."""
    await scene.begin(conversations=3)
    await scene.talk(0.3)
    await asyncio.to_thread(world.postgres.end, signal.SIGINT)
    async with scene.talking(rate=3):
        await asyncio.sleep(AWAY)
    assert {code for _, code, _ in scene.journal.refusals} == {"busy"}
    await asyncio.to_thread(world.postgres.start)
    await _back(scene, figure)
    await scene.prove(within=40)
    assert not scene.journal.closes


async def _back(scene, figure):
    """The first ``ok`` of a message typed after the return, by each of the processes."""
    begun = time.monotonic()
    fresh = [chatter.say() for chatter in scene.chatters]
    await scene.until(lambda: all(each.ok for each in fresh), BACK + 20, "an ok")
    took = time.monotonic() - begun
    figure("stored again after", took)
    assert took < BACK


async def test_fi08_paused(scene, world):
    """Everything waits, nothing is lost or doubled."""
    await scene.begin(conversations=3)
    processes = world.postgres.backends()
    async with scene.talking(rate=15):
        for pid in processes:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)
        await asyncio.sleep(3)
        for pid in processes:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)
    await scene.prove(within=40)


async def test_fi09_connections_exhausted(scene, world, figure):
    """Every slot is taken and ours are cut: ``busy``, then back without a restart."""
    await scene.begin(conversations=3)
    hoard = []
    try:
        while True:
            hoard.append(world.postgres.connect())
    except psycopg.OperationalError:
        pass
    for process in world.web:
        process.to_database.cut()
    # The slots that ours left are taken too.
    async with scene.talking(rate=5):
        for _ in range(20):
            try:
                hoard.append(world.postgres.connect())
            except psycopg.OperationalError:
                await asyncio.sleep(0.1)
    for connection in hoard:
        connection.close()
    await _back(scene, figure)
    await scene.prove(within=40)


async def test_fi10_a_row_is_locked(scene, world, figure):
    """Its conversation waits, with ``busy``; no other does."""
    await scene.begin(conversations=4)
    locked = next(iter(scene.visitors[0].timelines))
    with world.postgres.connect() as holder:
        holder.execute("BEGIN")
        holder.execute(
            "SELECT 1 FROM livechat_conversation WHERE public_id = %s FOR UPDATE", [locked]
        )
        begun = time.monotonic()
        async with scene.talking(rate=30):
            await asyncio.sleep(6)
        until = time.monotonic()
        # A new arrival elsewhere does not wait either.
        await scene.start_conversation()
        assert time.monotonic() - until < 2
        holder.execute("ROLLBACK")
    await scene.prove(within=40)
    others = [
        each.ok - each.begun
        for each in scene.journal.typed(begun, until)
        if each.conversation != locked and each.author.startswith("visitor")
    ]
    figure("slowest ok elsewhere", max(others))
    assert max(others) < 1.5
    assert "busy" in {code for _, code, _ in scene.journal.refusals}


async def test_fi10_many_readers_of_a_locked_row(scene, world, figure):
    """Commands that wait for the row do not use up the threads that others need."""
    await scene.begin(conversations=3, staff=("sam", "ada", "sasha") * 3, home=1)
    locked = next(iter(scene.visitors[0].timelines))
    quiet = scene.visitors[1]
    with world.postgres.connect() as holder:
        holder.execute("BEGIN")
        holder.execute(
            "SELECT 1 FROM livechat_conversation WHERE public_id = %s FOR UPDATE", [locked]
        )
        readers = [
            asyncio.create_task(_ignore(each.ask("conversation.tag", conversation=locked, tags=[])))
            for each in scene.staff
            for _ in range(5)
        ]
        await asyncio.sleep(0.3)
        begun = time.monotonic()
        for _ in range(5):
            await quiet.ask("history.get", before=10, limit=5)
        took = time.monotonic() - begun
        figure("five reads elsewhere", took)
        await asyncio.gather(*readers)
        holder.execute("ROLLBACK")
    assert took < 1.5
    await scene.prove(within=40)


async def test_fi08_what_is_read_again_in_vain_stays_open(scene, world):
    """A ``conversation.open`` that fails puts nobody out of the room where they were before."""
    await scene.begin(conversations=1)
    sam = scene.staff[0]
    conversation = next(iter(sam.timelines))
    with world.postgres.connect() as holder, world.postgres.connect() as killer:
        # The permission is read, the messages are not.
        holder.execute("BEGIN")
        holder.execute("LOCK TABLE livechat_message IN ACCESS EXCLUSIVE MODE")
        again = asyncio.create_task(sam.ask("conversation.open", conversation=conversation))
        while not again.done():
            killer.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE wait_event_type = 'Lock'"
            )
            await asyncio.sleep(0.05)
        holder.execute("ROLLBACK")
    with pytest.raises(Refused, match="busy"):
        await again
    scene.visitors[0].say()
    await scene.prove(within=10)
    assert not scene.journal.closes


async def _ignore(awaitable):
    with suppress(Exception):
        await awaitable


async def test_fi11_the_answer_to_commit_is_lost(scene, world, figure):
    """The connection breaks after COMMIT went out and before its answer: one row, one ``ok``."""
    await scene.begin(conversations=2)
    await scene.talk(0.3)
    await scene.settled(10)
    lost = []
    visitor = scene.visitors[0]

    def lose(link, direction, data):
        if direction == TO_SERVER:
            link.seen = (link.seen + data)[-4000:]
            if b"unanswered" in link.seen and b"COMMIT" in data and not lost:
                lost.append(link)
        elif link in lost:
            link.proxy.reactor.loop.call_later(0.2, link.reset)
            return b""
        return data

    for process in world.web:
        process.to_database.watch(lose)
    sending = visitor.say(size=200)
    sending.body += "unanswered"
    await scene.until(lambda: sending.ok, 40, "the ok")
    assert lost
    took = time.monotonic() - sending.begun
    figure("ok after", took)
    await scene.prove(within=25)
    figure("slowest display", scene.journal.slowest_display(sending.begun))


async def test_fi12_commits_in_another_order_than_their_numbers_were_asked(scene, world):
    """A transaction holds the next number open for a while: nobody skips it."""
    await scene.begin(conversations=1)
    (conversation,) = scene.visitors[0].timelines
    async with scene.talking(rate=20):
        await asyncio.sleep(0.3)
        await asyncio.to_thread(_slow_transaction, world.postgres, conversation)
        await asyncio.sleep(0.3)
    await scene.prove(within=25)


def _slow_transaction(postgres, conversation):
    with postgres.connect() as connection, connection.transaction():
        pk, seq, vseq = connection.execute(
            "UPDATE livechat_conversation SET last_seq = last_seq + 1, last_vseq = last_vseq + 1"
            " WHERE public_id = %s RETURNING id, last_seq, last_vseq",
            [conversation],
        ).fetchone()
        connection.execute(
            "INSERT INTO livechat_message (conversation_id, seq, vseq, client_id, kind, role,"
            " author_name, body, data, changed_rev, changed_vrev, created_at) VALUES"
            " (%s, %s, %s, gen_random_uuid(), 'event', 'system', '', %s, '{}', 0, 0, now())",
            [pk, seq, vseq, f"{conversation} slow"],
        )
        time.sleep(1)


async def test_fi35_a_rolled_back_message_is_seen_by_nobody(scene, world):
    """COMMIT itself fails for one message of a batch: it fails alone, and nobody was shown it."""
    await scene.begin(conversations=2)
    visitor = scene.visitors[0]
    world.postgres.run(
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF NEW.body LIKE '%refused%' THEN RAISE 'no'; END IF; RETURN NULL; END $$;"
        " CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON livechat_message"
        " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()"
    )
    try:
        sending = visitor.say()
        sending.body += " refused"
        async with scene.talking(rate=20):
            await scene.until(lambda: sending.tries > 1, 10)
        assert not sending.ok
        shown = [each for entries in scene.journal.shown.values() for each in entries]
        assert not [each for each in shown if each.client_id == sending.client_id]
        others = [each for each in scene.journal.typed() if each.author != visitor.name]
        assert sum(bool(each.ok) for each in others) > len(others) / 2
    finally:
        world.postgres.run("DROP TRIGGER refuse ON livechat_message; DROP FUNCTION refuse")
    await scene.prove(within=40)
