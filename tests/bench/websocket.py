"""
A WebSocket client that costs next to nothing, so that the server is what is measured: no
extensions, a mask of zeros, whole frames only, one write for each turn of the loop.
"""

import asyncio

TEXT, CLOSE, PING = 0x81, 0x88, 0x89
HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: d2FndGFpbC1saXZlY2hhdA==\r\nCookie: {cookie}\r\n\r\n"
)


class Refused(Exception):
    """The server did not let us in, or closed."""


class WebSocket(asyncio.Protocol):
    """``heard`` is called with each text frame as bytes."""

    def __init__(self, handshake, heard):
        self.heard = heard
        self.close_code = None
        self.lost = None
        """Called with a Refused when the connection ends, if it is set."""
        self._handshake = handshake
        self._loop = asyncio.get_running_loop()
        self._opened = self._loop.create_future()
        self._is_open = False
        self._rest = b""
        self._out = []

    def connection_made(self, transport):
        self.transport = transport
        transport.write(self._handshake)

    def data_received(self, data):
        if self._rest:
            data = self._rest + data
        if not self._is_open:
            data = self._admitted(data)
        if data is not None:
            self._rest = data[self._read(data) :]

    def _admitted(self, data):
        """What follows the answer to the handshake; None as long as that is not complete."""
        head, end, rest = data.partition(b"\r\n\r\n")
        if not end:
            self._rest = data
            return None
        self._rest = b""
        if not head.startswith(b"HTTP/1.1 101"):
            self._settle(Refused(head.split(b"\r\n")[0].decode("latin1")))
            self.transport.abort()
            return None
        self._is_open = True
        self._settle(None)
        return rest

    def _read(self, data):
        """Hands on the complete frames; returns where they end."""
        position, size, heard = 0, len(data), self.heard
        while size - position >= 2:
            length, start = data[position + 1], position + 2
            if length >= 126:
                start += 2 if length == 126 else 8
                if size < start:
                    break
                length = int.from_bytes(data[position + 2 : start], "big")
            end = start + length
            if end > size:
                break
            if data[position] == TEXT:
                heard(data[start:end])
            else:
                self._control(data[position], data[start:end])
            position = end
        return position

    def _control(self, kind, payload):
        if kind == PING:
            self.transport.write(bytes([0x8A, 0x80 | len(payload), 0, 0, 0, 0]) + payload)
        elif kind == CLOSE:
            self.close_code = int.from_bytes(payload[:2], "big")
            self.transport.close()
        else:
            raise Refused(f"A frame of kind {kind:#x} is not expected.")

    def connection_lost(self, problem):
        self.close_code = self.close_code or 1006
        self._settle(Refused(f"closed ({self.close_code})"))
        if self.lost:
            self.lost(Refused(f"closed ({self.close_code})"))

    def _settle(self, problem):
        if not self._opened.done():
            if problem:
                self._opened.set_exception(problem)
            else:
                self._opened.set_result(None)

    def send(self, payload):
        """Send one text frame at the end of this turn of the loop."""
        if not self._out:
            self._loop.call_soon(self._flush)
        size = len(payload)
        head = bytes([TEXT, 0x80 | size]) if size < 126 else b"\x81\xfe" + size.to_bytes(2, "big")
        self._out.append(head + b"\0\0\0\0" + payload)

    def _flush(self):
        self.transport.write(b"".join(self._out))
        self._out.clear()

    def close(self):
        self.transport.abort()


async def connect(port, path, cookie, heard):
    """An open WebSocket. Raises Refused or OSError."""
    handshake = HANDSHAKE.format(path=path, port=port, cookie=cookie).encode()
    loop = asyncio.get_running_loop()
    _, socket = await loop.create_connection(lambda: WebSocket(handshake, heard), "127.0.0.1", port)
    await socket._opened
    return socket
