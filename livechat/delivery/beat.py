"""
What heals: every second, this process looks after a twentieth of its rooms and people.

A room that the database has moved ahead of is told what it missed, then its heartbeat; a person's
right to be here is read again. While the channel layer is down every room is looked at each second.
Heartbeats go out in time whatever the database does: sockets outlive it.
"""

import asyncio
import logging

from ..errors import Busy
from ..protocol import events
from ..protocol.codes import HEARTBEAT
from . import catch_up, presence, watching
from .announcement import Erased
from .database import database

logger = logging.getLogger("livechat.delivery")

TICK = 1.0
PATIENCE = 2.0
"""Seconds that a tick waits for the database before its heartbeats go out without it."""
CHUNK = 1_000
"""Rooms in one query."""


class Beat:
    def __init__(self, hub):
        self.hub = hub
        self._tick = self._passed = 0
        self._recheck_people = set()
        self._recheck_all = False
        self._recheck_task = None
        self._catch_up_all = False

    def start(self):
        self.hub.spawn(self._beating())

    def catch_up_soon(self):
        """Look at every room at the next tick, and at all rights: hints may have been lost."""
        self._catch_up_all = True
        self.recheck()

    def recheck(self, people=None):
        """Read again what these people (primary keys; all, if None) may do, now."""
        if people is None:
            self._recheck_all = True
        else:
            self._recheck_people.update(map(str, people))
        if self._recheck_task is None:
            self._recheck_task = self.hub.spawn(self._rechecking())

    async def _beating(self):
        began = self.hub.loop.time()
        while True:
            await asyncio.sleep(TICK)
            # By the clock: a tick that took long makes the next one do the work of several.
            ticks = int((self.hub.loop.time() - began) / TICK)
            self._passed, self._tick = min(ticks - self._tick, HEARTBEAT), ticks
            try:
                await self._look_after()
            except Exception:
                logger.exception("A heartbeat failed")

    async def _look_after(self):
        everything = self._catch_up_all or self.hub.nodes.is_down
        self._catch_up_all = False
        rooms = list(self.hub.conversations.values())
        due = [room for room in rooms if self._is_due(room)]
        staff = [socket for socket in list(self.hub.staff) if self._is_due(socket)]
        if staff:
            self.recheck([socket.user_pk for socket in staff])
        if not await self._in_time(self._catch_up_each(_chunks(rooms if everything else due))):
            self._catch_up_all = everything
        for room in due:
            _beat(room)
            if room.staff:
                watching.name_all(room)
        await self._tell_inboxes(list(self.hub.staff) if everything and self._turned(3) else staff)
        if self._turned(HEARTBEAT):
            self.hub.places.look_again()
            await self._in_time(presence.renew(self.hub))

    async def _in_time(self, work):
        """Whether this work with the database was done; if not, a later tick begins it anew."""
        try:
            async with asyncio.timeout(PATIENCE):
                await work
        except (Busy, TimeoutError):
            return False
        return True

    async def _catch_up_each(self, chunks):
        for chunk in chunks:
            await self._catch_up(chunk)

    async def _tell_inboxes(self, sockets):
        if sockets and not await self._in_time(self._inbox_heartbeats(sockets)):
            for socket in sockets:
                if socket.inbox_told is not None:
                    socket.push(events.encode(events.inbox_heartbeat(socket.inbox_told)))

    async def _inbox_heartbeats(self, sockets):
        from ..inbox import fingerprints

        tokens = await database.run(fingerprints, [socket.access for socket in sockets])
        for socket, token in zip(sockets, tokens, strict=True):
            socket.inbox_told = token
            socket.push(events.encode(events.inbox_heartbeat(token)))

    def tell_inbox(self, socket):
        """This console's inbox may look different now: it compares and asks again."""
        self.hub.spawn(self._inbox_heartbeat(socket))

    async def _inbox_heartbeat(self, socket):
        try:
            await self._inbox_heartbeats([socket])
        except Busy:
            pass  # The regular heartbeat says the same within its interval.

    def _is_due(self, thing):
        return (self._tick - (hash(thing) >> 4)) % HEARTBEAT < self._passed

    def _turned(self, every):
        """Whether a multiple of ``every`` ticks has just passed."""
        return self._tick % every < self._passed

    async def _catch_up(self, rooms):
        rooms = [room for room in rooms if room.progress.numbers is not None]
        if rooms:
            known = [(room.pk, room.progress.numbers) for room in rooms]
            found = await database.run(catch_up.missed, known)
            self.hub.hear(found.announcements)
            self.hub.hear([_erased(room) for room in rooms if room.pk in found.gone])
            for room in rooms:
                if room.pk in found.turned_back:
                    room.send_back()

    async def _rechecking(self):
        # A burst of changes (a group edited, many grants) is one look at the database.
        await asyncio.sleep(0.1)
        people = None if self._recheck_all else set(self._recheck_people)
        self._recheck_all, self._recheck_people, self._recheck_task = False, set(), None
        sockets = [
            each for each in list(self.hub.staff) if people is None or str(each.user_pk) in people
        ]
        try:
            if sockets:
                await presence.recheck(sockets)
        except Busy:
            self.hub.loop.call_later(TICK, self.recheck, people)


def _beat(room):
    numbers = room.progress.numbers
    if numbers is None:
        return
    if room.visitors:
        frame = events.encode(events.heartbeat(room.public_id, numbers.last_vseq))
        for socket in list(room.visitors):
            socket.push(frame)
            socket.end_if_run_out()
    if room.staff:
        frame = events.encode(events.heartbeat(room.public_id, numbers.last_seq))
        for socket in list(room.staff):
            socket.push(frame)


def _erased(room):
    return Erased(room.public_id, room.pk, room.department_pk)


def _chunks(rooms):
    return [rooms[start : start + CHUNK] for start in range(0, len(rooms), CHUNK)]
