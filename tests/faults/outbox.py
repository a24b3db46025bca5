"""Messages on their way out: in the order typed, each under one ``client_id`` until answered."""

import asyncio
import time
import uuid
from collections import deque

PASSING = {"timeout", "disconnected", "busy", "rate_limited"}


class Outbox:
    """``window`` is how many may be unanswered at once: 1 as in a browser, more for a flood."""

    def __init__(self, chatter, conversation, window=1):
        self.chatter, self.conversation, self.window = chatter, conversation, window
        self.waiting, self.under_way = deque(), set()
        self.typed = 0
        self._more = asyncio.Event()

    @property
    def is_empty(self):
        return not self.waiting and not self.under_way

    def add(self, note=False, size=0):
        self.typed += 1
        words = f"{self.conversation} {self.chatter.name} {self.typed} ".ljust(size, "x").strip()
        sending = self.chatter.journal.send(
            self.chatter.name,
            self.chatter.role,
            self.conversation,
            str(uuid.uuid4()),
            words,
            note,
        )
        self.waiting.append(sending)
        self._more.set()
        return sending

    async def run(self):
        free = asyncio.Semaphore(self.window)
        while True:
            while not self.waiting:
                self._more.clear()
                await self._more.wait()
            await free.acquire()
            sending = self.waiting.popleft()
            task = asyncio.create_task(self._until_answered(sending))
            self.under_way.add(task)
            task.add_done_callback(lambda task: (self.under_way.discard(task), free.release()))

    async def _until_answered(self, sending):
        from .chatter import Refused

        pause = 1.0
        while True:
            await self.chatter.is_open.wait()
            connections = self.chatter.connections
            sending.tries += 1
            try:
                reply = await self.chatter.post(
                    self.conversation, sending.client_id, sending.body, sending.note
                )
            except Refused as problem:
                if problem.code not in PASSING:
                    sending.failed = problem.code
                    return
                await self._pause(problem.retry_after or pause, connections)
                pause = min(pause * 2, 20)
            else:
                sending.ok, sending.seq = time.monotonic(), reply["seq"]
                return

    async def _pause(self, seconds, connections):
        """The backoff; over as soon as there is a new connection."""
        until = time.monotonic() + seconds * self.chatter.random.uniform(0.5, 1)
        while time.monotonic() < until:
            await asyncio.sleep(0.05)
            if self.chatter.connections != connections and self.chatter.is_open.is_set():
                return
