"""
``presence.changed``: staff see whether the visitor is here, visitors whether anybody answers.

Nothing of it is stored. A console that opens a conversation asks every process who is here; the
one that holds the visitor's socket says so.
"""

import asyncio
import logging

from ..errors import Busy
from ..models import Department
from ..protocol import events
from . import presence
from .announcement import Announcement, WhoIsHere
from .database import database
from .hub import announce

logger = logging.getLogger("livechat.delivery")

GONE_AFTER = 5.0
"""Seconds without a socket before a visitor counts as gone: going to the next page takes some."""
KNOWN_FOR = 5.0


class VisitorPresence:
    """One process's part of it."""

    def __init__(self, hub):
        self.hub = hub
        self._online = {}
        self._refreshing = None

    def arrived(self, room, socket):
        """A visitor's socket said hello: it is told who is there, and staff that it is here."""
        self._later(self._tell_arrival(room, socket))

    def left(self, room):
        """A visitor's last socket here is gone, perhaps only to the next page."""
        self.hub.loop.call_later(GONE_AFTER, self._gone_for_good, room)

    def ask(self, room):
        """A console opened this conversation: is the visitor here, in whichever process?"""
        announce([WhoIsHere(room.public_id)])

    def answer(self, public_id):
        """Somebody asked."""
        room = self.hub.conversations.get(public_id)
        if room is not None and room.visitors:
            self._later(self._tell_staff(room, visitor_online=True))

    def staff_changed(self):
        """A colleague came, went or chose another state: see whether that matters to visitors."""
        if self._refreshing is None:
            self._refreshing = self.hub.loop.call_later(0.2, self._refresh)

    def _refresh(self):
        self._refreshing = None
        self._later(self._tell_visitors())

    def _gone_for_good(self, room):
        here = self.hub.conversations.get(room.public_id)
        if here is None or not here.visitors:
            self._later(self._tell_staff(room, visitor_online=False))

    async def _tell_arrival(self, room, socket):
        self._tell(socket, room, await self._is_online(room.department_pk))
        await self._tell_staff(room, visitor_online=True)

    async def _tell_staff(self, room, visitor_online):
        staff_online = await self._is_online(room.department_pk)
        frame = self._frame(room, staff_online, visitor_online)
        where = (room.public_id, room.pk, room.department_pk)
        announce([Announcement(*where, staff=frame, inbox=False)])

    async def _tell_visitors(self):
        rooms = [room for room in list(self.hub.conversations.values()) if room.visitors]
        self._online.clear()
        for room in rooms:
            online = await self._is_online(room.department_pk)
            for socket in list(room.visitors):
                self._tell(socket, room, online)

    def _tell(self, socket, room, online):
        # By what this socket was told: others may have read the new answer a moment ago.
        if socket.staff_online is not online:
            socket.staff_online = online
            socket.push(self._frame(room, online, True))

    async def _is_online(self, department_pk):
        """Whether somebody may answer there; read at most every few seconds, once for all."""
        now = self.hub.loop.time()
        reading, until = self._online.get(department_pk, (None, 0))
        if until < now:
            # Kept while it is still read: a hundred visitors who come at once are one question.
            reading = self.hub.spawn(database.run(_read, department_pk))
            self._online[department_pk] = (reading, now + KNOWN_FOR)
        try:
            return await asyncio.shield(reading)
        except Busy:
            self._online.pop(department_pk, None)
            raise

    def _frame(self, room, staff_online, visitor_online):
        return events.encode(events.presence_changed(room.public_id, staff_online, visitor_online))

    def _later(self, coroutine):
        self.hub.spawn(_quietly(coroutine))


async def _quietly(coroutine):
    try:
        await coroutine
    except Busy:
        pass  # Presence is best effort; the next change says it again.


def _read(department_pk):
    department = Department.objects.filter(pk=department_pk).first()
    return department is not None and presence.is_online(department)
