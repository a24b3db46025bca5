"""
Work that is due at its time, whoever is connected: done by one process of several.

A process holds the duty for ten seconds at a time, by the database's clock, because those of
machines differ; when it dies the next one takes over. That only saves work: whatever is registered
here must be safe when it runs twice at once.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now

from ..errors import Busy
from ..models import Duty
from .database import database

logger = logging.getLogger("livechat.duties")

TICK = 1.0
HELD = timedelta(seconds=10)
RENEW_EVERY = 3.0
NAME = "work"


@dataclass(frozen=True)
class Work:
    """``do()`` on a database thread, every so many seconds; it returns whether there is more."""

    name: str
    every: float
    do: object


registered = {}


def register(work):
    """Have this done from now on. Of the same name there is one, the latest."""
    registered[work.name] = work


class Duties:
    """One process's part of it."""

    def __init__(self, hub):
        self.hub = hub
        self._next = {}

    def start(self):
        self.hub.spawn(self._watching())

    async def _watching(self):
        is_ours, renew_at = False, 0
        while True:
            await asyncio.sleep(TICK)
            try:
                if self.hub.loop.time() >= renew_at:
                    renew_at = self.hub.loop.time() + RENEW_EVERY * TICK
                    is_ours = await database.run(take, self.hub.node)
                if is_ours:
                    await self._do_what_is_due()
            except Busy:
                is_ours, renew_at = False, 0
            except Exception:
                logger.exception("The timed work cannot go on")
                is_ours, renew_at = False, self.hub.loop.time() + 60

    async def _do_what_is_due(self):
        for work in list(registered.values()):
            if self._next.get(work.name, 0) <= self.hub.loop.time():
                has_more = await self._do(work)
                pause = TICK if has_more else work.every * TICK
                self._next[work.name] = self.hub.loop.time() + pause

    async def _do(self, work):
        try:
            return await database.run(work.do)
        except Busy:
            raise
        except Exception:
            # The other work is not to wait for somebody to mend this one.
            logger.exception("The timed work %s failed", work.name)


def take(node):
    """Whether the duty is this process's for the next while."""
    free = Q(node=node) | Q(until=None) | Q(until__lt=Now())
    duty = Duty.objects.filter(pk=NAME)
    if duty.filter(free).update(node=node, until=Now() + HELD):
        return True
    if not duty.exists():
        Duty.objects.bulk_create([Duty(pk=NAME)], ignore_conflicts=True)
    return False
