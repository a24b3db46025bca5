"""How much one socket may send."""

import time
from collections import deque

from .. import conf
from ..protocol import codes


class Flood:
    """More than 100 frames a second over 5 s (contract section 4)."""

    __slots__ = ("_count", "_since")

    def __init__(self):
        self._count, self._since = 0, 0.0

    def is_one(self):
        """Counts a frame; whether that was too many."""
        now = time.monotonic()
        if now - self._since > codes.FLOOD_WINDOW:
            self._count, self._since = 0, now
        self._count += 1
        return self._count > codes.FLOOD_FRAMES and conf.get("RATE_LIMITS")


class BadFrames:
    """20 in a minute."""

    __slots__ = ("_times",)

    def __init__(self):
        self._times = None

    def is_too_many(self):
        """Counts a bad frame; whether that was the twentieth in a minute."""
        now = time.monotonic()
        self._times = self._times if self._times is not None else deque()
        self._times.append(now)
        while self._times and now - self._times[0] > 60:
            self._times.popleft()
        return len(self._times) >= codes.BAD_FRAMES
