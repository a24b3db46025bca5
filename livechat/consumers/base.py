"""
What both sockets share: admitting, serving frames in order, bounds, closing.

Unlike a stock Channels consumer this one has no channel of its own (delivery/hub.py hears for the
whole process) and awaits nothing between a frame and its service unless the command needs the
database: the next frame is read while a message is being stored.
"""

import asyncio
import logging

from channels.consumer import AsyncConsumer

from ..delivery.hub import current_hub
from ..errors import BadFrame, Busy, ChatError
from ..origins import socket_is_allowed
from ..protocol import codes, commands, events
from .bounds import BadFrames, Flood
from .daphne_outflow import DaphneOutflow, is_daphnes
from .outflow import Outflow

logger = logging.getLogger("livechat.sockets")

LATER = object()
"""A handler's answer when the reply will come after the commit."""


class ChatConsumer(AsyncConsumer):
    """Subclasses give ``commands``, ``admit``, ``serve_command`` and ``departed``."""

    commands = {}

    async def __call__(self, scope, receive, send):
        self.scope = scope
        self.hub, self.task = current_hub(), asyncio.current_task()
        self.backlog = []
        kind = DaphneOutflow if is_daphnes(send) else Outflow
        self.outflow = kind(self.hub, send, self._does_not_read)
        self.worker = None
        self.unanswered = 0
        self.greeted = False
        self.held = None
        self.closing = False
        self.flood, self.bad_frames = Flood(), BadFrames()
        try:
            await receive()
            if not socket_is_allowed(scope) or not await self._admitted():
                return await send({"type": "websocket.close"})
            await send({"type": "websocket.accept"})
            if self.closing:
                return await send({"type": "websocket.close", "code": self.closing})
            await self._converse(receive)
        finally:
            self.gone()

    def gone(self):
        """However it came about: nothing of this socket is left."""

    async def _admitted(self):
        if self.hub.retirement.begun:
            self.closing = codes.CLOSE_RESTARTING
            return True
        try:
            return await self.admit()
        except Busy:
            # The visitor may well belong here: come back rather than forget.
            self.closing = codes.CLOSE_RESTARTING
            return True

    async def _converse(self, receive):
        timer = self.hub.loop.call_later(codes.HELLO_WITHIN, self._no_hello)
        self.hub.retirement.sockets.add(self)
        try:
            while (event := await receive())["type"] != "websocket.disconnect":
                self.received(event)
        except asyncio.CancelledError:
            # Some servers stop their applications like this.
            await self.retire()
        finally:
            timer.cancel()
            self.hub.retirement.sockets.discard(self)
            self.closing = self.closing or 1000
            self.backlog.clear()
            self.outflow.clear()
            await self._departed()

    async def _departed(self):
        try:
            await self.departed()
        except Busy:
            pass  # Presence that was not taken back goes stale by itself.

    @property
    def is_here(self):
        """Whether this socket still runs, or its last frames are not written yet."""
        return not self.task.done() or self.outflow.is_pending

    async def retire(self):
        """The process stops: answer what is being stored, then ask the client to come back."""
        self.backlog.clear()
        until = self.hub.loop.time() + 1
        while self.unanswered and self.hub.loop.time() < until:
            await asyncio.sleep(0.02)
        if not self.closing:
            self.closing = codes.CLOSE_RESTARTING
            await self.outflow.finish(codes.CLOSE_RESTARTING)

    def _no_hello(self):
        if not self.greeted:
            self.shut(codes.CLOSE_NO_HELLO)

    # In

    def received(self, event):
        """One frame arrived. Served at once unless an earlier one is still being served."""
        if self.closing:
            return
        text = event.get("text")
        if len(text or event.get("bytes") or "") > codes.MAX_FRAME or _is_big(text):
            return self.shut(codes.CLOSE_TOO_BIG)
        self.backlog.append(text)
        if self.flood.is_one() or len(self.backlog) + self.unanswered > codes.MAX_UNSERVED:
            self.shut(codes.CLOSE_FLOODING)
        elif self.worker is None:
            self._serve_backlog()

    def _serve_backlog(self):
        while self.backlog and self.worker is None and not self.closing:
            self._serve(self.backlog.pop(0))

    def _serve(self, text):
        ref = None
        try:
            data, kind, ref = commands.parse(text if text is not None else "")
            if not self.greeted and kind != "hello":
                raise BadFrame("Say hello first.")
            command = commands.validate(self.commands, kind, data)
            self._answer(ref, self.serve_command(kind, command, ref))
        except ChatError as problem:
            self.refuse(ref, problem)
        except Exception:
            self._failed()

    def _answer(self, ref, result):
        if asyncio.iscoroutine(result):
            self.worker = self.hub.loop.create_task(self._work(ref, result))
        elif result is not LATER:
            self.agree(ref, result)

    async def _work(self, ref, coroutine):
        try:
            result = await coroutine
            if result is not LATER:
                self.agree(ref, result)
        except ChatError as problem:
            self.refuse(ref, problem)
        except Exception:
            self._failed()
        finally:
            self.worker = None
            self._serve_backlog()

    def _failed(self):
        logger.exception("A command failed; the client will come back")
        self.shut(1011)

    # Out

    def agree(self, ref, values):
        """The ``ok`` of a command, if it asked for one."""
        if ref is not None:
            self.reply(events.encode(events.ok(ref, **(values or {}))))

    def refuse(self, ref, problem):
        """The ``error`` of a command; a flood of bad frames ends the socket."""
        self.reply(events.encode(events.error(ref, problem)))
        if isinstance(problem, BadFrame) and self.bad_frames.is_too_many():
            self.shut(codes.CLOSE_BAD_FRAMES)

    def push(self, text):
        """Send an event. Until ``hello`` is answered, events wait for that answer."""
        if self.held is not None:
            self.held.append(text)
        elif not self.closing:
            self.outflow.put(text)

    def reply(self, text):
        """Send the answer to a command, before any event that is held back."""
        if not self.closing:
            self.outflow.put(text)

    def _does_not_read(self):
        self.shut(codes.CLOSE_FLOODING)
        self.outflow.cut()

    def hold(self):
        """Keep events back until the answer to ``hello`` has gone out."""
        self.held = []

    def unhold(self):
        """Let them go, after what has been answered in this step."""
        held, self.held = self.held or [], None
        for text in held:
            self.push(text)

    def shut(self, code):
        """Close with a code of the contract; nothing more is served or sent."""
        if not self.closing:
            self.closing = code
            self.backlog.clear()
            # Daphne and autobahn let an application send 1000 and 3000 to 4999 only.
            code = code if code == 1000 or code >= 3000 else codes.CLOSE_RESTARTING
            self.hub.loop.create_task(self.outflow.finish(code))


def _is_big(text):
    return (
        text is not None
        and len(text) * 4 > codes.MAX_FRAME
        and len(text.encode("utf-8", "surrogatepass")) > codes.MAX_FRAME
    )
