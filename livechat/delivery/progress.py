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

    __slots__ = ("_ahead", "_seq", "_state", "_vseq")

    def __init__(self):
        self._seq = self._vseq = 0
        self._state = self._ahead = None

    @property
    def numbers(self):
        return None if self._state is None else Numbers(self._seq, self._vseq, *self._state)

    def was_read(self, numbers):
        """
        A socket that just entered has read this far. Only the first reading counts: sockets that
        were here before may have missed what a later one has read.
        """
        if self._state is None:
            self._seq, self._vseq, *state = numbers
            self._state = tuple(state)

    def posted(self, seq, vseq):
        """A message of these numbers was told; ``vseq`` is 0 for a note."""
        if self._state is None:
            return
        if seq == self._seq + 1:
            self._move(seq, vseq)
        elif seq > self._seq:
            self._keep(seq, vseq)
        while self._ahead and self._seq + 1 in self._ahead:
            self._move(self._seq + 1, self._ahead.pop(self._seq + 1))

    def _move(self, seq, vseq):
        self._seq, self._vseq = seq, max(self._vseq, vseq)

    def _keep(self, seq, vseq):
        if self._ahead is None or len(self._ahead) >= MAX_AHEAD:
            self._ahead = {}
        self._ahead[seq] = vseq

    def heard(self, told, whole=False):
        """An event told these numbers; ``whole``: and every state before its ``rev``."""
        known = self.numbers
        if known is None:
            return
        state = known[2:4]
        if told.rev > known.rev and (whole or told.rev == known.rev + 1):
            state = (told.rev, max(known.visitor_rev, told.visitor_rev))
        self._state = (*state, *map(max, known[4:], told[4:]))
