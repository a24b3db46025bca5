"""A small TCP proxy that can be slow, deaf, half-open, or cut a connection at any byte."""

import asyncio
import socket
import struct
import threading
from contextlib import suppress

TO_SERVER, TO_CLIENT = "to server", "to client"


class Reactor(threading.Thread):
    """The event loop of all proxies, in a thread of its own: a busy test does not slow them."""

    def __init__(self):
        super().__init__(name="proxies", daemon=True)
        self.loop = asyncio.new_event_loop()
        self.start()

    def run(self):
        self.loop.run_forever()

    def call(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(10)

    def stop(self):
        self.call(self._cancel_all())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.join(5)

    async def _cancel_all(self):
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class Link:
    """One connection through a proxy. ``dead`` links carry nothing any more, not even an end."""

    def __init__(self, proxy, writers):
        self.proxy, self.writers = proxy, writers
        self.dead = False
        self.seen = b""
        self.muted = False

    def reset(self):
        """RST in both directions, now."""
        for writer in self.writers.values():
            connection = writer.get_extra_info("socket")
            if connection is not None and connection.family != socket.AF_UNIX:
                linger = struct.pack("ii", 1, 0)
                # One that is closing by itself just now has no socket any more.
                with suppress(OSError):
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            writer.transport.abort()


class Proxy:
    """
    ``target`` is a Unix socket's path or ``(host, port)``. Set ``latency``, ``held`` (bytes wait),
    ``refusing``; call ``cut``, ``forget`` (half-open) and ``watch(hook)``: the hook sees
    ``(link, direction, data)`` in the proxies' thread and returns what to pass on.
    """

    def __init__(self, reactor, target):
        self.reactor, self.target = reactor, target
        self.latency, self.held, self.refusing = 0.0, False, False
        self.hook = None
        self.links = set()
        self._server = reactor.call(self._listen())
        self.port = self._server.sockets[0].getsockname()[1]

    async def _listen(self):
        return await asyncio.start_server(self._accepted, "127.0.0.1", 0, backlog=4096)

    def mend(self):
        """As good as new, for those that connect anew."""
        self.latency, self.held, self.refusing, self.hook = 0.0, False, False, None

    def cut(self):
        """Reset every connection there is."""
        self.reactor.call(self._for_each(Link.reset))

    def forget(self):
        """Every present connection is half-open from now on; new ones work."""
        self.reactor.call(self._for_each(lambda link: setattr(link, "dead", True)))

    def close(self):
        self.reactor.call(self._close())

    def watch(self, hook):
        self.hook = hook

    async def _for_each(self, action):
        for link in list(self.links):
            action(link)

    async def _close(self):
        self._server.close()
        await self._for_each(Link.reset)

    async def _accepted(self, reader, writer):
        if self.refusing:
            return Link(self, {TO_CLIENT: writer}).reset()
        try:
            if isinstance(self.target, tuple):
                far_reader, far_writer = await asyncio.open_connection(*self.target)
            else:
                far_reader, far_writer = await asyncio.open_unix_connection(self.target)
        except OSError:
            return Link(self, {TO_CLIENT: writer}).reset()
        link = Link(self, {TO_CLIENT: writer, TO_SERVER: far_writer})
        self.links.add(link)
        pumps = self._pump(link, reader, TO_SERVER), self._pump(link, far_reader, TO_CLIENT)
        try:
            # asyncio's server complains of handlers that are cancelled, as we do at the end.
            with suppress(asyncio.CancelledError):
                await asyncio.gather(*pumps)
        finally:
            self.links.discard(link)
            for each in link.writers.values():
                each.transport.abort()

    async def _pump(self, link, reader, direction):
        writer = link.writers[direction]
        try:
            while True:
                data = await reader.read(65_536)
                if self.latency:
                    await asyncio.sleep(self.latency)
                while self.held or link.dead:
                    await asyncio.sleep(0.02)
                if data and self.hook is not None:
                    data = self.hook(link, direction, data)
                    if not data:
                        continue
                if not data:
                    break
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        with suppress(OSError):
            if not writer.is_closing():
                writer.write_eof()
        other = link.writers[TO_CLIENT if direction == TO_SERVER else TO_SERVER]
        if other.is_closing():
            writer.transport.abort()
