"""
The end of a process: every socket gets the answers that are on their way, then 4012.

Daphne cancels its applications when it stops. But over one connection whose application has ended
already it stumbles and forgets all the others (a KeyError in 4.2's ``kill_all_applications``), and
sockets that come while it stops are never told. So we take part in Twisted's shutdown ourselves.

We wait for requests too: one that is in a thread when the loop ends waits for the loop for ever,
and Python for the thread.
"""

import asyncio
import sys
from contextlib import contextmanager

PATIENCE = 5.0
"""Seconds that all the goodbyes together may take."""
LAST_WORDS = 1.0
"""And so many until clients have answered them."""


class Retirement:
    """
    ``sockets`` are those in conversation; once it has ``begun``, new ones are sent away.
    ``requests`` are the tasks of those being served; after ``begun`` there are no new ones.
    """

    def __init__(self, hub):
        self.hub = hub
        self.sockets = set()
        self.requests = set()
        self.begun = False

    @contextmanager
    def serving(self):
        """A request runs in this task."""
        task = asyncio.current_task()
        self.requests.add(task)
        try:
            yield
        finally:
            self.requests.discard(task)

    def start(self):
        """Ask to be waited for, where a Twisted reactor runs this process."""
        reactor = sys.modules.get("twisted.internet.reactor")
        if reactor is not None and getattr(reactor, "running", False):
            reactor.addSystemEventTrigger("before", "shutdown", self._deferred)

    def _deferred(self):
        from twisted.internet.defer import Deferred

        self.begun = True
        # Who is here is settled now: those whom daphne cancels may be through before the task
        # begins, with their goodbye not written yet.
        retiring = self._retire(list(self.sockets))
        return Deferred.fromFuture(asyncio.ensure_future(retiring, loop=self.hub.loop))

    async def _retire(self, sockets):
        """Returns when everybody has been told, or the patience is over."""
        goodbyes = [asyncio.ensure_future(each.retire()) for each in sockets]
        if goodbyes:
            await asyncio.wait(goodbyes, timeout=PATIENCE)
            await self._until_gone(sockets)
        # What still runs when Python ends may crash it.
        for each in sockets:
            each.task.cancel()
        still = [*(each.task for each in sockets), *self.requests]
        if still:
            await asyncio.wait(still, timeout=PATIENCE)

    async def _until_gone(self, sockets):
        """The reactor would drop what is not written yet; clients answer a close frame."""
        until = self.hub.loop.time() + LAST_WORDS
        while self.hub.loop.time() < until and any(each.is_here for each in sockets):
            await asyncio.sleep(0.02)
