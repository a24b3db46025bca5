"""
The one thread of a process that stores messages, in batches.

A flush starts as soon as none is running; whatever arrives meanwhile is the next batch. There is
no timer. ``ok`` and every event come after the commit, from ``tell``.
"""

import atexit
import logging
import queue
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field

from django.db import DatabaseError, InterfaceError, OperationalError, connection

from ..errors import Busy
from .database import forget_dead_connections
from .ledger import Outcome, Post, RowsLocked, decide

logger = logging.getLogger("livechat.delivery")

MAX_BATCH = 500
MAX_PENDING = 10_000
"""Messages waiting for the next commit; beyond it senders are answered ``busy``."""
LOCK_WAIT = 3.0
"""Seconds a message waits for its conversation's row before its sender is answered ``busy``."""
LOCK_RETRY = 0.05


@dataclass(slots=True, eq=False)
class Pending:
    """A post and who waits for its outcome: ``reply`` is called with it after the commit."""

    post: Post
    reply: object
    hub: object = None
    deadline: float = field(default_factory=lambda: time.monotonic() + LOCK_WAIT)


class Writer:
    """``submit`` from any thread; ``tell(settled, fresh, rows)`` hears of every batch after it."""

    def __init__(self, tell):
        self._tell = tell
        self._queue = queue.SimpleQueue()
        self._parked = {}
        self._start_lock = threading.Lock()
        self._thread = None
        self._store = None

    def submit(self, pending):
        """Store this soon. Raises Busy when too much is waiting already."""
        if self._queue.qsize() >= MAX_PENDING:
            raise Busy
        if self._thread is None or not self._thread.is_alive():
            self._start()
        self._queue.put(pending)

    def submit_and_wait(self, post, timeout=10):
        """The outcome of ``post``, for callers that are not on an event loop. Raises Busy."""
        outcome = Future()
        self.submit(Pending(post, outcome.set_result))
        try:
            return outcome.result(timeout)
        except TimeoutError:
            raise Busy from None

    def stop(self, timeout=5):
        """Stores what is waiting, then ends the thread and its connection."""
        with self._start_lock:
            thread, self._thread = self._thread, None
        if thread:
            self._queue.put(None)
            thread.join(timeout)

    def _start(self):
        with self._start_lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="livechat-writer")
                self._thread.daemon = True
                self._thread.start()
                atexit.register(self.stop)

    def _run(self):
        self._store = _store()
        try:
            while (batch := self._take()) is not None:
                if batch:
                    self._commit(batch)
                self._retry_parked()
        finally:
            connection.close()

    def _take(self):
        """The next batch, empty when only parked messages wait; None to end."""
        try:
            first = self._queue.get(timeout=LOCK_RETRY if self._parked else None)
        except queue.Empty:
            return []
        batch = []
        while first is not None:
            self._sort(first, batch)
            if len(batch) >= MAX_BATCH or self._queue.empty():
                return batch
            first = self._queue.get()
        if not batch:
            return None
        self._queue.put(None)
        return batch

    def _sort(self, pending, batch):
        # What follows a parked message of its conversation waits behind it, so order is kept.
        parked = self._parked.get(pending.post.conversation_pk)
        (batch if parked is None else parked).append(pending)

    def _commit(self, batch):
        try:
            self._attempt(batch)
        except RowsLocked:
            self._part(batch)
        except (OperationalError, InterfaceError):
            self._once_more(batch)
        except DatabaseError:
            self._split(batch)
        except Exception:
            logger.exception("A batch of %d messages failed", len(batch))
            self._refuse(batch)

    def _attempt(self, batch, again=False):
        posts = [pending.post for pending in batch]
        outcomes, fresh, rows = self._store.commit(posts, decide)
        if again:
            # Stored already, it may be, but nobody was told; who was drops it by its number.
            found = zip(posts, outcomes, strict=True)
            fresh = [(post, outcome.stored) for post, outcome in found if outcome.stored]
        self._tell(list(zip(batch, outcomes, strict=True)), fresh, rows)

    def _once_more(self, batch):
        """
        The connection broke, perhaps after the commit: sending the same again is safe, because a
        stored ``client_id`` is answered and not stored twice.
        """
        forget_dead_connections()
        try:
            self._attempt(batch, again=True)
        except Exception as problem:
            logger.warning("The database is in trouble: %s", type(problem).__name__)
            connection.close()
            self._refuse(batch)

    def _split(self, batch):
        """One bad message fails alone."""
        if len(batch) == 1:
            logger.exception("A message could not be stored")
            return self._refuse(batch)
        for pending in batch:
            self._commit([pending])

    def _part(self, batch):
        """Park the messages whose row somebody holds; store the others now."""
        held = self._commit_unlocked(batch)
        for pending in held:
            self._parked.setdefault(pending.post.conversation_pk, []).append(pending)

    def _retry_parked(self):
        if not self._parked:
            return
        waiting = [pending for each in self._parked.values() for pending in each]
        self._parked = {}
        for pending in self._commit_unlocked(waiting):
            if pending.deadline < time.monotonic():
                self._refuse([pending])
            else:
                self._parked.setdefault(pending.post.conversation_pk, []).append(pending)

    def _commit_unlocked(self, batch):
        """Stores what it can without waiting; returns what it cannot."""
        posts = [pending.post for pending in batch]
        try:
            outcomes, fresh, rows = self._store.commit(posts, decide, skip_locked=True)
        except Exception as problem:
            logger.warning("The database is in trouble: %s", type(problem).__name__)
            forget_dead_connections()
            self._refuse(batch)
            return []
        pairs = list(zip(batch, outcomes, strict=True))
        stored = [pair for pair in pairs if pair[0].post.conversation_pk in rows or pair[1].repeat]
        if stored:
            self._tell(stored, fresh, rows)
        done = {id(pending) for pending, _ in stored}
        return [pending for pending in batch if id(pending) not in done]

    def _refuse(self, batch):
        self._tell([(pending, Outcome(problem=Busy())) for pending in batch], [], {})


def _store():
    """The fastest store for the site's database."""
    if connection.vendor == "postgresql":
        from .postgres_store import PostgresStore

        return PostgresStore()
    from .portable_store import PortableStore

    return PortableStore()
