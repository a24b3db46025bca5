"""
What number in the queue each waiting visitor here was told, and the new one when it has changed.

Coalesced: however many conversations are taken, at most one look a second at the departments where
something happened, two queries, and a frame for those only whose number is another one now.
"""

import asyncio

from .. import queue
from ..errors import Busy
from ..models import Conversation
from ..protocol import events, objects
from .database import database

EVERY = 1.0
AT_ONCE = 200
"""Visitors told together; the next ones a moment later."""


class Places:
    def __init__(self, hub):
        self.hub = hub
        self._told = {}
        self._dirty = set()
        self._timer = None

    def told(self, room, position):
        """A visitor's socket was just told this (None: it does not wait)."""
        self._told[room.pk] = position

    def touch(self, announcement):
        """A conversation changed: those behind it may have moved up."""
        self._look_at({announcement.department, announcement.left} - {None})

    def look_again(self):
        """Now and then at all of them, because hints get lost."""
        rooms = self.hub.conversations
        here = {room.pk for room in rooms.values()}
        self._told = {pk: place for pk, place in self._told.items() if pk in here}
        self._look_at({room.department_pk for room in rooms.values() if room.visitors})

    def _look_at(self, departments):
        self._dirty |= departments
        if self._timer is None and self._dirty:
            self._timer = self.hub.loop.call_later(EVERY, self._due)

    def _due(self):
        self._timer, dirty = None, self._dirty
        self._dirty = set()
        rooms = [
            room
            for room in self.hub.conversations.values()
            if room.visitors and room.department_pk in dirty
        ]
        if rooms:
            self.hub.spawn(self._look(rooms, dirty))

    async def _look(self, rooms, departments):
        try:
            places = await database.run(queue.places, departments)
            moved = [room for room in rooms if self._has_moved(room, places)]
            for start in range(0, len(moved), AT_ONCE):
                await self._tell(moved[start : start + AT_ONCE], places)
                await asyncio.sleep(EVERY if start + AT_ONCE < len(moved) else 0)
        except Busy:
            self._look_at(departments)

    def _has_moved(self, room, places):
        place = places.get(room.pk)
        if place is None:
            # It does not wait any more, which its own conversation.changed has said.
            self._told.pop(room.pk, None)
        return place is not None and self._told.get(room.pk) != place

    async def _tell(self, rooms, places):
        rows = await database.run(_read, [room.pk for room in rooms])
        for room in rooms:
            row = rows.get(room.pk)
            if row is not None and row.is_waiting:
                self.told(room, places[room.pk])
                seen = objects.conversation(row, places[room.pk])
                frame = events.encode(events.conversation_changed(seen))
                for socket in list(room.visitors):
                    socket.push(frame)


def _read(pks):
    return {row.pk: row for row in Conversation.objects.with_people().filter(pk__in=pks)}
