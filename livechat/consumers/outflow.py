"""
What is on its way out to one client, and how much of that may pile up.

Servers whose ``send`` waits for the client (uvicorn) are bounded by our own queue. Daphne's never
waits: what a client does not read piles up in Twisted's transport, so that is looked at too.
"""

import asyncio
import logging
from collections import deque

logger = logging.getLogger("livechat.sockets")

MAX_UNREAD = 1_048_576
"""Bytes that a client may be behind; then it is cut off and resumes by ``seq``."""


class Outflow:
    """``put`` frames in order; ``on_overflow`` is called once when the client does not keep up."""

    __slots__ = ("_bytes", "_frames", "_loop", "_on_overflow", "_send", "_task", "_transport")

    def __init__(self, loop, send, on_overflow):
        self._loop, self._send, self._on_overflow = loop, send, on_overflow
        self._frames, self._bytes, self._task = deque(), 0, None
        self._transport = daphne_transport(send)

    def put(self, text):
        if self._bytes + unread_in(self._transport) + len(text) > MAX_UNREAD:
            self._frames.clear()
            self._on_overflow()
        elif self._transport is not None:
            self._put_at_once(text)
        else:
            self._put_in_line(text)

    def _put_at_once(self, text):
        """Daphne's ``send`` never waits, so its coroutine is done at its first step: no task."""
        sending = self._send({"type": "websocket.send", "text": text})
        try:
            sending.send(None)
        except StopIteration:
            return
        except Exception as problem:
            logger.info("A socket broke while sending: %s", type(problem).__name__)
            return
        sending.close()
        self._on_overflow()

    def _put_in_line(self, text):
        self._frames.append(text)
        self._bytes += len(text)
        if self._task is None:
            self._task = self._loop.create_task(self._flow())

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
        return bool(self._frames) or unread_in(self._transport) > 0

    def cut(self):
        """Drop the connection and what the client has not read, where the server lets us."""
        if self._transport is not None:
            self._transport.abortConnection()

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


def daphne_transport(send):
    """Twisted's transport behind daphne's ``send``, or None on another server."""
    arguments = getattr(send, "args", None)
    transport = getattr(arguments[0], "transport", None) if arguments else None
    return transport if hasattr(transport, "abortConnection") else None


def unread_in(transport):
    """Bytes that Twisted holds for a client (twisted.internet.abstract.FileDescriptor)."""
    if transport is None:
        return 0
    waiting = len(getattr(transport, "dataBuffer", b"")) - getattr(transport, "offset", 0)
    return waiting + getattr(transport, "_tempDataLen", 0)
