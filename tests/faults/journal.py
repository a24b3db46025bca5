"""What everybody did and saw, with times. The checker reads this and the database."""

import time
from collections import defaultdict
from dataclasses import dataclass, field


@dataclass
class Sending:
    """
    One message of one author. ``begun`` when it was typed; ``ok`` when its ``ok`` came, with the
    ``seq`` it carried; ``failed`` the code that refused it for good. Neither: unknown.
    """

    author: str
    role: str
    conversation: str
    client_id: str
    body: str
    note: bool
    begun: float
    tries: int = 0
    ok: float | None = None
    seq: int | None = None
    failed: str | None = None


@dataclass(frozen=True)
class Shown:
    """A message as it stands in somebody's list."""

    seq: int
    client_id: str
    body: str
    kind: str
    at: float


@dataclass
class Journal:
    sendings: dict = field(default_factory=dict)
    shown: dict = field(default_factory=lambda: defaultdict(list))
    """``(name, conversation)`` to the list of Shown as it is now."""
    closes: list = field(default_factory=list)
    """``(name, code, at)`` of every connection that ended."""
    refusals: list = field(default_factory=list)
    """``(name, code, at)`` of every error frame."""
    violations: list = field(default_factory=list)

    def send(self, author, role, conversation, client_id, body, note=False):
        sending = Sending(author, role, conversation, client_id, body, note, time.monotonic())
        self.sendings[client_id] = sending
        return sending

    def show(self, name, conversation, message):
        self.shown[name, conversation].append(
            Shown(
                message["seq"],
                message["client_id"],
                message["body"],
                message["kind"],
                time.monotonic(),
            )
        )

    def violation(self, *words):
        self.violations.append(" ".join(map(str, words)))

    # How long things took, for those messages typed in ``[since, until]``

    def typed(self, since=0.0, until=float("inf")):
        return [each for each in self.sendings.values() if since <= each.begun <= until]

    def slowest_ok(self, since=0.0, until=float("inf")):
        """The longest wait from typing to ``ok``."""
        waits = [each.ok - each.begun for each in self.typed(since, until) if each.ok]
        return max(waits, default=0.0)

    def slowest_display(self, since=0.0, until=float("inf")):
        """The longest wait from ``ok`` until the last of the others had it in their list."""
        chosen = {each.client_id: each for each in self.typed(since, until) if each.ok}
        waits = [
            entry.at - chosen[entry.client_id].ok
            for (name, _), entries in self.shown.items()
            for entry in entries
            if entry.client_id in chosen and name != chosen[entry.client_id].author
        ]
        return max(waits, default=0.0)
