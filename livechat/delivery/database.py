"""
The process's own database threads.

Channels' and asgiref's default is one thread for every database call of every socket in the
process, so one slow query stalls every conversation (django/channels #2132). These threads keep
their connections, and there are only so many of them; so is the queue in front of them.
"""

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connections

from ..errors import Busy

logger = logging.getLogger("livechat.delivery")

THREADS = 6
MAX_QUEUED = 2_000
"""Jobs waiting for a thread; beyond it commands are answered ``busy``."""


@contextmanager
def busy_on_trouble():
    """Turns a database that does not answer, or a row locked too long, into ``busy``."""
    try:
        yield
    except (OperationalError, InterfaceError) as problem:
        logger.warning("The database is in trouble: %s", type(problem).__name__)
        raise Busy from problem


class Database:
    """``await database.run(function, *args)`` from any event loop of the process."""

    def __init__(self):
        self._lock = threading.Lock()
        self._executor = None
        self._queued = 0

    async def run(self, function, *args):
        """
        The result of ``function(*args)`` on a database thread. Raises Busy when the queue is full
        or the database cannot be reached. Jobs are read again from the start when a connection
        turns out dead, so a job is one transaction or only reads.
        """
        if self._queued >= MAX_QUEUED:
            raise Busy
        self._queued += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._threads(), self._job, function, args
            )
        finally:
            self._queued -= 1

    def close(self):
        """Ends the threads and their connections; the next job starts new ones."""
        with self._lock:
            executor, self._executor = self._executor, None
        if executor:
            barrier = threading.Barrier(THREADS)
            for _ in range(THREADS):
                executor.submit(_close_at, barrier)
            executor.shutdown(wait=True)

    def _threads(self):
        with self._lock:
            if self._executor is None:
                self._executor = ThreadPoolExecutor(THREADS, "livechat-db")
            return self._executor

    def _job(self, function, args):
        with busy_on_trouble():
            try:
                return function(*args)
            except (OperationalError, InterfaceError):
                if not forget_dead_connections():
                    raise
                return function(*args)


def forget_dead_connections():
    """Closes this thread's connections that no longer work; whether there was one."""
    dead = [each for each in connections.all(initialized_only=True) if not each.is_usable()]
    for connection in dead:
        connection.close()
    return bool(dead)


def _close_at(barrier):
    connections.close_all()
    barrier.wait(timeout=5)


database = Database()
