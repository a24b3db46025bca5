"""
How far the sockets of a room were told: what the beat compares with the database.

It may say too little, which costs a repetition; never too much, because then a lost hint would be
lost for good. So a number moves on only when nothing before it is missing.
"""

from .announcement import Numbers

MAX_AHEAD = 500
"""Messages that came before their predecessors and are remembered; the beat reads the rest."""


class Progress:
    """``numbers`` is None until the first socket has read the conversation."""

    __slots__ = ("_ahead", "numbers")

    def __init__(self):
        self.numbers, self._ahead = None, None

    def was_read(self, numbers):
        """
        A socket that just entered has read this far. Only the first reading counts: sockets that
        were here before may have missed what a later one has read.
        """
        if self.numbers is None:
            self.numbers = numbers

    def heard(self, told, whole=False):
        """An announcement told these numbers; ``whole``: and every state before its ``rev``."""
        known = self.numbers
        if known is None:
            return
        if told.rev == 0 and not any(told[3:]):  # A message, as nearly all are.
            self.numbers = Numbers(*self._messages(known, told), *known[2:])
            return
        state = (known.rev, known.visitor_rev)
        if told.rev > known.rev and (whole or told.rev == known.rev + 1):
            state = (told.rev, max(known.visitor_rev, told.visitor_rev))
        self.numbers = Numbers(*self._messages(known, told), *state, *map(max, known[4:], told[4:]))

    def _messages(self, known, told):
        seq, vseq = known.last_seq, known.last_vseq
        if told.last_seq == seq + 1:
            seq, vseq = told.last_seq, max(vseq, told.last_vseq)
        elif told.last_seq > seq:
            self._keep(told)
        while self._ahead and seq + 1 in self._ahead:
            seq += 1
            vseq = max(vseq, self._ahead.pop(seq))
        return seq, vseq

    def _keep(self, told):
        if self._ahead is None or len(self._ahead) >= MAX_AHEAD:
            self._ahead = {}
        self._ahead[told.last_seq] = told.last_vseq
