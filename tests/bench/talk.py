"""
One conversation under load, and the check of every arrival: each message reaches every seat once,
in order, under one number, and is acknowledged.
"""

from dataclasses import dataclass, field
from time import perf_counter

from .websocket import connect


@dataclass
class Meter:
    """What one load has seen. Times in seconds."""

    sent: int = 0
    complete: int = 0
    other: int = 0
    """Frames that are not about messages."""
    refusals: int = 0
    repeated: int = 0
    """Events told again with the same number; a client drops them. No fault where seq is."""
    doubled: int = 0
    out_of_order: int = 0
    misnumbered: int = 0
    to_others: list = field(default_factory=list)
    to_ok: list = field(default_factory=list)
    example: str = ""


class Seat:
    """One participant: a socket and what it has heard. Seat 0 is the visitor's."""

    def __init__(self, talk, index):
        self.talk, self.index, self.bit = talk, index, 1 << index
        self.is_staff = index > 0
        self.next_seq = None
        self.newest = [0, 0]
        self.reply = None

    async def connect(self, port, dialect, staff_cookie):
        place = self.talk.place
        cookie = dialect.cookie(place, staff_cookie, self.is_staff)
        path = dialect.path(place, self.is_staff)
        self.socket = await connect(port, path, cookie, lambda data: dialect.hear(self, data))

    def is_in_order(self, number, seq):
        """Whether this follows what was heard before: by seq, else by the sender's count."""
        if seq is not None:
            expected, self.next_seq = self.next_seq, seq + 1
            return expected is None or expected == seq
        sender = number & 1
        before, self.newest[sender] = self.newest[sender], number
        return before < number


class Talk:
    """A conversation's seats. The visitor and the first staff seat send in turn."""

    def __init__(self, place, seats, dialect):
        self.place, self.dialect = place, dialect
        self.seats = [Seat(self, index) for index in range(seats)]
        self.everybody = (1 << seats) - 1
        self.meter = Meter()
        self.is_sending = False
        self.number = 0
        self.missing = {}
        """Who has not heard a message yet, as bits, by its number."""
        self.unacknowledged = set()
        self.sent_at = {}
        self.numbers = {}
        """The seq of each message that somebody was shown."""
        self.oks = {}

    def post(self):
        self.number += 1
        number = self.number
        seat = self.seats[number & 1]
        self.missing[number] = self.everybody
        if self.dialect.acknowledges:
            self.unacknowledged.add(number)
        self.meter.sent += 1
        self.sent_at[number] = perf_counter()
        seat.socket.send(self.dialect.post(seat, number))

    def arrived(self, seat, number, seq):
        missing = self.missing.get(number, 0)
        if not missing & seat.bit:
            return self._again(number, seq)
        if not seat.is_in_order(number, seq):
            self.meter.out_of_order += 1
        if self.numbers.setdefault(number, seq) != seq:
            self.meter.misnumbered += 1
        if seat.index < 2:
            self._time(seat, number)
        missing ^= seat.bit
        self.missing[number] = missing
        if not missing:
            self._completed(number)

    def _again(self, number, seq):
        if seq is not None and self.numbers.get(number) == seq:
            self.meter.repeated += 1
        else:
            self.meter.doubled += 1

    def _time(self, seat, number):
        is_sender = seat.index == number & 1
        if not is_sender:
            self.meter.to_others.append(perf_counter() - self.sent_at[number])
        elif not self.dialect.acknowledges:
            self.meter.to_ok.append(perf_counter() - self.sent_at[number])

    def _completed(self, number):
        del self.missing[number]
        if number not in self.unacknowledged:
            del self.sent_at[number]
        self.meter.complete += 1
        if self.is_sending:
            self.post()

    def acknowledged(self, number, seq):
        if number not in self.unacknowledged:
            self.meter.doubled += 1
            return
        self.unacknowledged.discard(number)
        self.oks[number] = seq
        self.meter.to_ok.append(perf_counter() - self.sent_at[number])
        if number not in self.missing:
            del self.sent_at[number]

    def refused(self, payload):
        self.meter.refusals += 1
        self.meter.example = self.meter.example or payload[:200].decode("utf-8", "replace")

    def forget(self):
        """Begin a new load: what was shown has been compared with what is stored."""
        self.missing, self.sent_at, self.numbers, self.oks = {}, {}, {}, {}
        self.unacknowledged = set()

    @property
    def lost(self):
        """Messages that somebody did not get, or whose sender heard nothing."""
        return len(self.missing.keys() | self.unacknowledged)

    @property
    def cut_off(self):
        """Sockets that the server closed under us."""
        return sum(seat.socket.close_code is not None for seat in self.seats)

    def close(self):
        for seat in self.seats:
            if hasattr(seat, "socket"):
                seat.socket.close()
