"""How often typing is passed on: a change at once, a repetition every few seconds."""

import time

REPEAT_AFTER = 2.5
CHANGE_AFTER = 1.0
"""Seconds. Ten thousand ``typing.set`` a second are at most two events a second."""


class TypingPace:
    def __init__(self):
        self._told = {}

    def should_tell(self, key, on):
        now = time.monotonic()
        was, at = self._told.get(key, (False, 0.0))
        wait = REPEAT_AFTER if was == on else CHANGE_AFTER
        if (was == on and not on) or (now - at < wait and (on or was == on)):
            return False
        self._told[key] = (on, now)
        return True
