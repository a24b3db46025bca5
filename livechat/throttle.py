"""So many commands at once, and so many a second after that."""

import threading
import time
from collections import OrderedDict

from . import conf

VISITOR_MESSAGES = (10, 1.0)
STAFF_MESSAGES = (20, 5.0)
"""Burst and rate a second (contract section 4)."""
MAX_REMEMBERED = 20_000


class Throttle:
    """
    Token buckets by key, in this process. ``take`` returns 0 or the seconds to wait; what was
    taken for nothing (a repeat) is given back.
    """

    def __init__(self, clock=time.monotonic):
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets = OrderedDict()

    def take(self, key, limit):
        """One token of ``limit`` = (burst, per second) for ``key``; 0, or seconds to wait."""
        if not conf.get("RATE_LIMITS"):
            return 0
        burst, rate = limit
        with self._lock:
            tokens = self._tokens(key, burst, rate)
            allowed = tokens >= 1
            self._keep(key, tokens - 1 if allowed else tokens)
        return 0 if allowed else round((1 - tokens) / rate, 3)

    def give_back(self, key, limit):
        burst, rate = limit
        with self._lock:
            self._keep(key, min(burst, self._tokens(key, burst, rate) + 1))

    def forget(self):
        """Everybody has a full bucket again."""
        with self._lock:
            self._buckets.clear()

    def _tokens(self, key, burst, rate):
        tokens, at = self._buckets.get(key, (burst, self._clock()))
        return min(burst, tokens + (self._clock() - at) * rate)

    def _keep(self, key, tokens):
        self._buckets[key] = (tokens, self._clock())
        self._buckets.move_to_end(key)
        if len(self._buckets) > MAX_REMEMBERED:
            self._buckets.popitem(last=False)


messages = Throttle()
