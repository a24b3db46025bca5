"""
Inbox updates, coalesced: at most one a second for each conversation, always the latest state.

One query for all that changed, whatever the number of consoles; each console is sent only what its
person may see. A hundred consoles beside a hundred lively conversations would be ten thousand
frames a second, so they are paced: then each conversation is told of less often, those whose state
changed first.
"""

import asyncio
from collections import OrderedDict

from ..errors import Busy
from ..protocol import events
from .database import database

EVERY = 1.0
MAX_REMEMBERED = 20_000
FRAMES_A_SECOND = 1_000
"""To all consoles of this process together: about a twentieth of what it can send."""
FRAMES_AT_ONCE = 10
"""Before the messages that have come meanwhile have their turn: about a third of a millisecond."""
FRAMES_OF_A_LOAD = 500
"""Read from the database at once; what waits longer for its turn would be stale."""


class Inbox:
    def __init__(self, hub):
        self.hub = hub
        self._dirty = OrderedDict()
        self._sent_at = OrderedDict()
        self._timer = None
        self._busy = False

    def touch(self, pk, left=None, first=False):
        """
        This conversation looks different in a list now, or left the department ``left``; show it
        before others if ``first``.
        """
        if pk not in self._dirty:
            self._dirty[pk] = set()
        if left is not None:
            self._dirty[pk].add(left)
        if first:
            self._dirty.move_to_end(pk, last=False)
        self._schedule()

    def _schedule(self):
        if self._timer is None and not self._busy and self._dirty:
            now = self.hub.loop.time()
            earliest = min(self._sent_at.get(pk, 0) + EVERY for pk in self._dirty)
            self._timer = self.hub.loop.call_later(max(0.02, earliest - now), self._due)

    def _due(self):
        self._timer = None
        now = self.hub.loop.time()
        ripe = [pk for pk in self._dirty if self._sent_at.get(pk, 0) + EVERY <= now + 0.001]
        few = max(1, FRAMES_OF_A_LOAD // max(1, len(self.hub.staff)))
        batch = {pk: self._dirty.pop(pk) for pk in ripe[:few]}
        if batch and self.hub.staff:
            self._busy = True
            self.hub.spawn(self._send(batch))
        else:
            self._schedule()

    async def _send(self, batch):
        from ..inbox import load

        try:
            sent = 0
            for row, last_message in await database.run(load, list(batch)):
                for socket, text in self._frames(row, last_message, batch[row.pk]):
                    socket.push(text)
                    sent += 1
                    if sent % FRAMES_AT_ONCE == 0:
                        await asyncio.sleep(FRAMES_AT_ONCE / FRAMES_A_SECOND)
        except Busy:
            for pk, left in batch.items():
                self._dirty.setdefault(pk, set()).update(left)
        finally:
            self._remember(batch)
            self._busy = False
            self._schedule()

    def _remember(self, pks):
        now = self.hub.loop.time()
        for pk in pks:
            self._sent_at[pk] = now
            self._sent_at.move_to_end(pk)
        while len(self._sent_at) > MAX_REMEMBERED:
            self._sent_at.popitem(last=False)

    def _frames(self, row, last_message, left):
        """``(socket, frame)`` for each console that may see this conversation, or did until now."""
        from ..protocol import objects

        frame = objects.staff_conversation(row, last_message=last_message)
        text = events.encode(events.inbox_changed(frame))
        texts = {}
        for socket in list(self.hub.staff):
            level = socket.access.level(row)
            if level:
                if level not in texts:
                    texts[level] = events.with_access(text, level)
                yield socket, texts[level]
            elif any(socket.access.in_department(pk) for pk in left):
                yield socket, events.encode(events.inbox_removed(row.public_id))
