"""A visitor or a member of staff whose client does what the contract asks of clients."""

import asyncio
import json
import random
import time
import uuid
from contextlib import suppress

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from .outbox import Outbox
from .timeline import Timeline

REPLY_WITHIN = 10
SILENCE = 45
"""Seconds without any frame after which the other end counts as gone; it speaks each 25."""
RESTARTING, UNREACHABLE, FINAL = 4012, 0, (4400, 4401, 4403, 4404)
"""Close codes; UNREACHABLE is ours, for a connection that there never was."""


class Refused(Exception):
    """An error frame, a reply that did not come, or a connection that is not there."""

    def __init__(self, code, retry_after=None):
        super().__init__(code)
        self.code, self.retry_after = code, retry_after


class Chatter:
    """``roads()`` gives the addresses of the web processes, the one to try first in front."""

    role, path = None, None

    def __init__(self, journal, name, roads, cookie, conversations, seed=0, window=1):
        self.journal, self.name, self.cookie = journal, name, cookie
        self.roads, self.random = list(roads), random.Random(f"{seed} {name}")
        self.timelines = {each: Timeline(journal, name, each, self.role) for each in conversations}
        self.outboxes = {each: Outbox(self, each, window) for each in conversations}
        self.is_open, self.reads = asyncio.Event(), True
        self.connections = 0
        self.heard_at, self.longest_silence = None, 0.0
        self._socket, self._ref, self._replies = None, 0, {}
        self._syncing, self._tasks = {}, []
        self.marks = asyncio.Lock()
        """Held while read marks go out; hold it to have none."""

    def start(self):
        loops = [self._living(), self._marking(), *(each.run() for each in self.outboxes.values())]
        self._tasks = [asyncio.create_task(each) for each in loops]
        return self

    async def stop(self):
        for task in [*self._tasks, *self._syncing.values()]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._socket is not None:
            self._socket.transport.abort()

    def say(self, conversation=None, note=False, size=0):
        """Type a message; it goes out when it can."""
        conversation = conversation or next(iter(self.timelines))
        return self.outboxes[conversation].add(note=note, size=size)

    # Connected or not

    async def _living(self):
        pause = 0.5
        while True:
            code = await self._connected()
            self.journal.closes.append((self.name, code, time.monotonic()))
            pause = 0.5 if self.is_open.is_set() else min(pause * 2, 20)
            self._lost()
            if code in FINAL:
                return self.journal.violation(self.name, "was turned away with", code)
            spread = self.random.random() * 4 if code == RESTARTING else 0
            await asyncio.sleep(pause * self.random.uniform(0.5, 1) + spread)
            self.roads.append(self.roads.pop(0))

    async def _connected(self):
        address = self.roads[0]
        greeting = self._socket = None
        try:
            self._socket = await connect(
                f"ws://{address}{self.path}",
                origin=f"http://{address}",
                additional_headers={"Cookie": self.cookie},
                compression=None,
                ping_interval=None,
                open_timeout=REPLY_WITHIN,
                close_timeout=0.2,
                proxy=None,
            )
            self.connections += 1
            greeting = asyncio.create_task(self._greeting())
            while True:
                async with asyncio.timeout(SILENCE):
                    text = await self._socket.recv()
                self._heard(json.loads(text))
        except ConnectionClosed:
            return self._socket.close_code or 1006
        except (OSError, TimeoutError, InvalidHandshake, InvalidMessage, EOFError):
            return 1006 if self._socket else UNREACHABLE
        finally:
            if greeting:
                greeting.cancel()

    def _lost(self):
        self.is_open.clear()
        if self._socket is not None:
            self._socket.transport.abort()
            self._socket = None
        for reply in self._replies.values():
            if not reply.done():
                reply.set_exception(Refused("disconnected"))
        self._replies.clear()

    async def _greeting(self):
        try:
            await self.greet()
            self.is_open.set()
        except Refused:
            self._socket.transport.abort()

    # Frames

    async def ask(self, kind, **values):
        """The ``ok`` of a command. Raises Refused."""
        if self._socket is None:
            raise Refused("disconnected")
        self._ref += 1
        ref = str(self._ref)
        reply = self._replies[ref] = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(REPLY_WITHIN):
                await self._socket.send(json.dumps({"type": kind, "ref": ref} | values))
                return await reply
        except TimeoutError:
            raise Refused("timeout") from None
        except ConnectionClosed:
            raise Refused("disconnected") from None
        finally:
            self._replies.pop(ref, None)
            if reply.done() and not reply.cancelled():
                reply.exception()

    def _heard(self, frame):
        now, kind = time.monotonic(), frame["type"]
        self.longest_silence = max(self.longest_silence, now - (self.heard_at or now))
        self.heard_at = now
        if kind in ("ok", "error"):
            return self._replied(frame)
        conversation = frame.get("conversation")
        if isinstance(conversation, dict):
            conversation = conversation["id"]
        timeline = self.timelines.get(conversation)
        if timeline is not None:
            if kind != "inbox.changed" and timeline.apply(frame):
                self.resync(conversation)
        elif kind.startswith(("message", "conversation", "read", "typing")):
            self.journal.violation(self.name, "heard of a conversation it has not opened:", kind)

    def _replied(self, frame):
        if frame["type"] == "error":
            self.journal.refusals.append((self.name, frame["code"], time.monotonic()))
        reply = self._replies.get(frame["ref"])
        if reply is None or reply.done():
            return
        if frame["type"] == "ok":
            reply.set_result(frame)
        else:
            reply.set_exception(Refused(frame["code"], frame.get("retry_after")))

    def resync(self, conversation):
        """Ask for what is missing, once at a time."""
        running = self._syncing.get(conversation)
        if running is None or running.done():
            self._syncing[conversation] = asyncio.create_task(self._resync(conversation))

    async def _resync(self, conversation):
        with suppress(Refused):
            while True:
                reply = await self.fetch(conversation, **self.timelines[conversation].cursor())
                if not self.timelines[conversation].catch_up(reply):
                    return

    async def _marking(self):
        """Everything shown counts as read, at most once a second."""
        marked = {}
        while True:
            await asyncio.sleep(1)
            for conversation, timeline in self.timelines.items():
                if self.is_open.is_set() and marked.get(conversation) != timeline.last:
                    seq = timeline.last
                    with suppress(Refused):
                        async with self.marks:
                            await self.mark(conversation, seq)
                        marked[conversation] = seq


class Visitor(Chatter):
    role = "visitor"

    def __init__(self, journal, name, roads, cookie, conversation, **options):
        super().__init__(journal, name, roads, cookie, [conversation], **options)
        self.path = f"/livechat/ws/visitor/{conversation}/"

    async def greet(self):
        await self._catch_up_all()

    async def _catch_up_all(self):
        (conversation,) = self.timelines
        while self.timelines[conversation].catch_up(
            await self.fetch(conversation, **self.timelines[conversation].cursor())
        ):
            pass

    async def fetch(self, conversation, **cursor):
        return await self.ask("hello", v=1, **cursor)

    async def mark(self, conversation, seq):
        await self.ask("read.mark", seq=seq)

    async def post(self, conversation, client_id, body, note):
        return await self.ask("message.post", client_id=client_id, body=body)


class Staff(Chatter):
    role, path = "staff", "/livechat/ws/staff/"

    async def greet(self):
        await self.ask("hello", v=1)
        for conversation, timeline in self.timelines.items():
            while timeline.catch_up(await self.fetch(conversation, **timeline.cursor())):
                pass

    async def fetch(self, conversation, **cursor):
        return await self.ask("conversation.open", conversation=conversation, **cursor)

    async def mark(self, conversation, seq):
        await self.ask("read.mark", conversation=conversation, seq=seq)

    async def post(self, conversation, client_id, body, note):
        kind = "note.post" if note else "message.post"
        return await self.ask(kind, conversation=conversation, client_id=client_id, body=body)


def new_id():
    return str(uuid.uuid4())
