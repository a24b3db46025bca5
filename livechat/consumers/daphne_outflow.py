"""
Frames to a client of daphne: all that one turn of the loop has for it goes out in one write.

Daphne's ``send`` never waits, so what a client does not read piles up in Twisted's transport, and
that is where we look. It also takes every frame through daphne's and autobahn's layers one by one,
which was a third of all the time that a message cost (docs/decisions/frames-to-the-transport.md).
"""

import logging

from .outflow import MAX_UNREAD

logger = logging.getLogger("livechat.sockets")


class DaphneOutflow:
    """The same as Outflow."""

    __slots__ = ("_frames", "_on_overflow", "_protocol", "_send", "_size", "hub")

    def __init__(self, hub, send, on_overflow):
        self.hub, self._send, self._on_overflow = hub, send, on_overflow
        self._protocol = send.args[0]
        self._frames, self._size = [], 0

    def put(self, text):
        if not self._frames:
            self.hub.at_turns_end(self._flush)
        self._frames.append(text)
        self._size += len(text)
        if self._size > MAX_UNREAD:
            self._overflow()

    def _flush(self):
        frames, size = self._frames, self._size
        self._frames, self._size = [], 0
        if unread_in(self._protocol.transport) + size > MAX_UNREAD:
            self._overflow()
        elif frames and self._protocol.state == self._protocol.STATE_OPEN:
            write(self._protocol.transport, b"".join(map(framed, frames)))

    def _overflow(self):
        self.clear()
        self._on_overflow()

    async def finish(self, code):
        """Send what is left, then the close frame."""
        self._flush()
        try:
            await self._send({"type": "websocket.close", "code": code})
        except Exception as problem:
            logger.info("A socket broke while closing: %s", type(problem).__name__)

    @property
    def is_pending(self):
        return bool(self._frames) or unread_in(self._protocol.transport) > 0

    def cut(self):
        """Drop the connection and what the client has not read."""
        self._protocol.transport.abortConnection()

    def clear(self):
        self._frames, self._size = [], 0


def is_daphnes(send):
    """Whether this ``send`` is daphne's, which knows its autobahn protocol."""
    protocol = next(iter(getattr(send, "args", ())), None)
    return hasattr(getattr(protocol, "transport", None), "abortConnection")


def framed(text):
    """``text`` as one WebSocket message of a server: whole, unmasked (RFC 6455, section 5.2)."""
    payload = text.encode()
    size = len(payload)
    if size < 126:
        return b"\x81%c%b" % (size, payload)
    if size < 65_536:
        return b"\x81\x7e%b%b" % (size.to_bytes(2, "big"), payload)
    return b"\x81\x7f%b%b" % (size.to_bytes(8, "big"), payload)


def write(transport, data):
    """
    To the network at once, where nothing waits before it: Twisted's ``write`` tells the loop that
    there is something to write, wakes it, and tells it that there is no more. What the network
    does not take now, and everything where there is TLS in between, goes that way.
    """
    if getattr(transport, "TLS", True) is False and not unread_in(transport):
        sent = transport.writeSomeData(data)
        # A lost connection is an exception here; Twisted's own write finds it and tells everybody.
        data = data[sent:] if isinstance(sent, int) else data
    if data:
        transport.write(data)


def unread_in(transport):
    """Bytes that Twisted holds for a client (twisted.internet.abstract.FileDescriptor)."""
    waiting = len(getattr(transport, "dataBuffer", b"")) - getattr(transport, "offset", 0)
    return waiting + getattr(transport, "_tempDataLen", 0)
