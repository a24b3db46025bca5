"""How many sockets each visitor has in this process (SEC-57)."""

from .. import conf


class Tabs:
    def __init__(self):
        self._open = {}

    def enter(self, visitor_pk):
        """One more, unless the site allows no more; for load tests it allows any number."""
        now = self._open.get(visitor_pk, 0)
        if now >= conf.get("VISITOR_SOCKETS") and conf.get("RATE_LIMITS"):
            return False
        self._open[visitor_pk] = now + 1
        return True

    def leave(self, visitor_pk):
        left = self._open.pop(visitor_pk) - 1
        if left:
            self._open[visitor_pk] = left
