"""One conversation as one client knows it: shown in order of ``seq``, gaps noticed."""

FIRST = "First words"
"""What every conversation begins with; all other texts hold their conversation's id."""


class Timeline:
    """``catch_up`` takes replies, ``apply`` events; both say whether to ask (again)."""

    def __init__(self, journal, name, conversation, role):
        self.journal, self.name, self.conversation, self.role = journal, name, conversation, role
        self.last, self.last_client_id = 0, None
        self.state, self.read = None, {"visitor": 0, "staff": 0}
        self.resets = 0
        self._ahead = {}

    @property
    def number(self):
        """Which of the two numberings this side counts in."""
        return "vseq" if self.role == "visitor" else "seq"

    def cursor(self):
        if not self.last:
            return {"after": 0}
        cursor = {"after": self.last, "after_client_id": self.last_client_id}
        return cursor | ({"rev": self.state["rev"]} if self.state else {})

    def catch_up(self, reply):
        self._hold(reply["conversation"])
        if reply.get("reset"):
            self.resets += 1
            self.journal.shown[self.name, self.conversation].clear()
            self.last, self._ahead = 0, {}
            self.state = reply["conversation"]
        if not self.last and reply["messages"]:
            self._show(reply["messages"][0])
        for message in reply["messages"]:
            self._add(message)
        return reply["more"] and bool(self.last) and reply["last_seq"] > self.last

    def apply(self, frame):
        kind = frame["type"]
        if kind == "message.posted":
            self._inspect(frame["message"])
            return self._add(frame["message"])
        if kind == "heartbeat":
            return frame["last_seq"] > self.last
        if kind == "conversation.changed":
            self._hold(frame["conversation"])
        elif kind == "read.marked":
            self._mark(frame["role"], frame["seq"])
        return False

    def _inspect(self, message):
        if self.role == "visitor" and message["kind"] == "note":
            self.journal.violation(self.name, "was sent a note")
        if message["kind"] == "event":
            return
        if message["body"] != FIRST and self.conversation not in message["body"]:
            self.journal.violation(self.name, "was sent a message of another conversation")

    def _add(self, message):
        if message["seq"] <= self.last:
            return False
        self._ahead[message["seq"]] = message
        while self.last + 1 in self._ahead and self.last:
            self._show(self._ahead.pop(self.last + 1))
        return bool(self._ahead)

    def _show(self, message):
        self._inspect(message)
        self.last, self.last_client_id = message["seq"], message["client_id"]
        self.journal.show(self.name, self.conversation, message)
        for seq in [seq for seq in self._ahead if seq <= self.last]:
            del self._ahead[seq]

    def _hold(self, conversation):
        for role, seq in conversation["read"].items():
            self._mark(role, seq)
        if self.state is None or conversation["rev"] >= self.state["rev"]:
            self.state = conversation

    def _mark(self, role, seq):
        self.read[role] = max(self.read[role], seq)
