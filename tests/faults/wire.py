"""A socket without manners: it reads when it likes, and sends whatever bytes it likes."""

import base64
import json
import os
import socket
import struct


class RawSocket:
    """A handshake by hand, straight to a web process; ``receive_buffer`` keeps the kernel small."""

    def __init__(self, process, path, cookie, receive_buffer=4096):
        self.connection = socket.socket()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.connection.settimeout(20)
        self.connection.connect(("127.0.0.1", process.port))
        where = f"127.0.0.1:{process.port}"
        key = base64.b64encode(os.urandom(16)).decode()
        self.connection.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {where}\r\nOrigin: http://{where}\r\n"
            f"Cookie: {cookie}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )
        self._buffer = b""
        while b"\r\n\r\n" not in self._buffer:
            self._buffer += self.connection.recv(1024)
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        assert b" 101 " in head.split(b"\r\n")[0] + b" ", head

    def send(self, **frame):
        self.send_bytes(frame_of(json.dumps(frame).encode()))

    def send_bytes(self, data):
        self.connection.sendall(data)

    def close_code(self):
        """Read to the end; the code of the close frame, or None when it was simply cut off."""
        try:
            while True:
                opcode, payload = self._next()
                if opcode == 8:
                    return struct.unpack("!H", payload[:2])[0]
        except (ConnectionError, EOFError):
            return None

    def _next(self):
        first, second = self._read(2)
        size = second & 127
        if size >= 126:
            size = int.from_bytes(self._read(2 if size == 126 else 8), "big")
        return first & 15, self._read(size)

    def _read(self, size):
        while len(self._buffer) < size:
            data = self.connection.recv(65_536)
            if not data:
                raise EOFError
            self._buffer += data
        found, self._buffer = self._buffer[:size], self._buffer[size:]
        return found

    def close(self):
        self.connection.close()


def frame_of(payload):
    """A masked text frame (the mask is all zeros, which is a mask)."""
    size = len(payload)
    if size < 126:
        head = struct.pack("!BB", 0x81, 0x80 | size)
    elif size < 65_536:
        head = struct.pack("!BBH", 0x81, 0x80 | 126, size)
    else:
        head = struct.pack("!BBQ", 0x81, 0x80 | 127, size)
    return head + bytes(4) + payload
