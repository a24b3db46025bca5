"""FI-36: the database is an older one than what people have on their screens."""

import asyncio


async def test_fi36_a_backup_is_restored(scene, world, figure):
    """Clients that know more than the server start over; old and new are never mixed."""
    await scene.begin(conversations=2)
    await scene.talk(2, rate=30)
    await scene.prove(within=10)
    cut = {}
    for visitor in scene.visitors:
        (conversation,) = visitor.timelines
        cut[conversation] = _forget_the_newest(world.postgres, conversation)
    # The first goes beyond what clients have, under other ids; the second stays behind it.
    for process in world.web:
        process.front.cut()
    await scene.until(lambda: all(each.connections > 1 for each in scene.chatters), 40)
    await _same_as_stored(scene, world)


async def test_fi36_restored_under_open_sockets(scene, world, figure):
    """Nobody reconnects by themselves: the server notices and asks them back."""
    await scene.begin(conversations=1)
    await scene.talk(2, rate=30)
    await scene.prove(within=10)
    (conversation,) = scene.visitors[0].timelines
    _forget_the_newest(world.postgres, conversation)
    await _same_as_stored(scene, world)
    sending = scene.visitors[0].say()
    await scene.until(lambda: sending.ok, 30)
    await _same_as_stored(scene, world)


def _forget_the_newest(postgres, conversation):
    """As a restore of ten minutes ago leaves it: half of the messages."""
    postgres.run(
        f"""
        WITH found AS (SELECT id, last_seq / 2 AS seq FROM livechat_conversation
                       WHERE public_id = '{conversation}'),
        gone AS (DELETE FROM livechat_message m USING found
                 WHERE m.conversation_id = found.id AND m.seq > found.seq),
        kept AS (SELECT max(m.vseq) AS vseq FROM livechat_message m, found
                 WHERE m.conversation_id = found.id AND m.seq <= found.seq)
        UPDATE livechat_conversation c SET last_seq = found.seq, last_vseq = kept.vseq,
            visitor_read_seq = 0, visitor_read_vseq = 0, staff_read_seq = 0, staff_read_vseq = 0
        FROM found, kept WHERE c.id = found.id"""
    )


async def _same_as_stored(scene, world, within=60):
    """Everybody shows exactly what is stored."""
    loop = asyncio.get_running_loop()
    until = loop.time() + within
    while True:
        stored = world.record.messages([each for v in scene.visitors for each in v.timelines])
        wrong = [
            timeline.name
            for chatter in scene.chatters
            for conversation, timeline in chatter.timelines.items()
            if [each.client_id for each in scene.journal.shown[chatter.name, conversation]][-20:]
            != [
                each["client_id"]
                for each in stored[conversation]
                if each[timeline.number] is not None
            ][-20:]
        ]
        if not wrong:
            return
        assert loop.time() < until, wrong
        await asyncio.sleep(0.2)
