"""
What is on its way out to one client, and how much of that may pile up.

This is the way that every ASGI server knows: a queue of our own, because ``send`` waits for the
client. Daphne's does not, see daphne_outflow.py.
"""

import asyncio
import logging
from collections import deque

logger = logging.getLogger("livechat.sockets")

MAX_UNREAD = 1_048_576
"""Bytes that a client may be behind; then it is cut off and resumes by ``seq``."""


class Outflow:
    """``put`` frames in order; ``on_overflow`` is called when the client does not keep up."""

    __slots__ = ("_bytes", "_frames", "_on_overflow", "_send", "_task", "hub")

    def __init__(self, hub, send, on_overflow):
        self.hub, self._send, self._on_overflow = hub, send, on_overflow
        self._frames, self._bytes, self._task = deque(), 0, None

    def put(self, text):
        if self._bytes + len(text) > MAX_UNREAD:
            self._frames.clear()
            return self._on_overflow()
        self._frames.append(text)
        self._bytes += len(text)
        if self._task is None:
            self._task = self.hub.loop.create_task(self._flow())

    async def finish(self, code):
        """Send what is left, then the close frame. A client that does not read is cut off."""
        try:
            async with asyncio.timeout(5):
                while self._frames:
                    await self._send_next()
                await self._send({"type": "websocket.close", "code": code})
        except Exception as problem:
            logger.info("A socket broke while closing: %s", type(problem).__name__)

    @property
    def is_pending(self):
        return bool(self._frames)

    def cut(self):
        """Drop the connection and what the client has not read, where the server lets us."""

    def clear(self):
        self._frames.clear()

    async def _flow(self):
        try:
            while self._frames:
                await self._send_next()
        except Exception as problem:
            logger.info("A socket broke while sending: %s", type(problem).__name__)
            self._frames.clear()
        finally:
            self._task = None

    async def _send_next(self):
        text = self._frames.popleft()
        self._bytes -= len(text)
        await self._send({"type": "websocket.send", "text": text})
