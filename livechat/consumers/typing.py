"""
How often typing is passed on: a change at once, a repetition every few seconds. It ends by itself
when nobody says it again.
"""

import time

from ..protocol import codes

REPEAT_AFTER = 2.5
CHANGE_AFTER = 1.0
"""Seconds. Ten thousand ``typing.set`` a second are at most two events a second."""


class Typing:
    """What one socket's person types, conversation by conversation."""

    __slots__ = ("_ends", "_loop", "_told")

    def __init__(self, loop):
        self._loop = loop
        self._told = {}
        self._ends = {}

    def set(self, key, on, tell):
        """
        They type, or not. ``tell(on)`` is called if the others should hear of it: now, and once
        more when ``on`` has not been said again for six seconds.
        """
        self._forget_end(key)
        if on:
            end = self._loop.call_later(codes.TYPING_RUNS_OUT, self.set, key, False, tell)
            self._ends[key] = end, tell
        if self._should_tell(key, on):
            tell(on)

    def stop(self, key):
        """They have left; whoever was typing does so no more."""
        if key in self._ends:
            self.set(key, False, self._ends[key][1])
        self._told.pop(key, None)

    def _forget_end(self, key):
        if key in self._ends:
            self._ends.pop(key)[0].cancel()

    def _should_tell(self, key, on):
        now = time.monotonic()
        was, at = self._told.get(key, (False, 0.0))
        wait = REPEAT_AFTER if was == on else CHANGE_AFTER
        if (was == on and not on) or (now - at < wait and (on or was == on)):
            return False
        self._told[key] = (on, now)
        return True
