"""What the rooms are told after a commit; plain values, so that it can go to other processes."""

from dataclasses import astuple, dataclass
from typing import NamedTuple


class Numbers(NamedTuple):
    """
    How far a conversation is, or how much of that an announcement tells; 0 where it tells nothing.
    Every number only grows, so the larger of two is the newer.
    """

    last_seq: int = 0
    last_vseq: int = 0
    rev: int = 0
    visitor_rev: int = 0
    visitor_read_seq: int = 0
    visitor_read_vseq: int = 0
    staff_read_seq: int = 0
    staff_read_vseq: int = 0

    @classmethod
    def of(cls, row):
        """The numbers of a conversation, or of anything with attributes of these names."""
        return cls(*(getattr(row, name) for name in cls._fields))

    @classmethod
    def of_state(cls, row):
        """Those that ``conversation.changed`` and ``message.changed`` tell."""
        return cls(rev=row.rev, visitor_rev=row.visitor_rev)

    def is_behind(self, other):
        """Whether messages or states that we know are not there: an older database."""
        return self.last_seq < other.last_seq or self.rev < other.rev


@dataclass(slots=True)
class Posted:
    """
    A message was stored. ``visitor`` (None for a note) and ``staff`` are its frames as text, the
    same object where both read the same. ``vseq`` is 0 for a note.
    """

    conversation: str
    pk: int
    department: int
    visitor: str | None
    staff: str
    seq: int
    vseq: int

    def pack(self):
        """As a list that any channel layer can carry."""
        visitor = True if self.visitor is self.staff else self.visitor
        where = (self.conversation, self.pk, self.department)
        return ["posted", *where, visitor, self.staff, self.seq, self.vseq]

    @classmethod
    def unpack(cls, conversation, pk, department, visitor, staff, seq, vseq):
        visitor = staff if visitor is True else visitor
        return cls(conversation, pk, department, visitor, staff, seq, vseq)


@dataclass(slots=True)
class Announcement:
    """
    Any other event in one conversation. ``visitor`` and ``staff`` are frames as text, None where
    that room hears nothing. ``numbers`` are those that it tells and no others (see progress.py).
    ``inbox`` says that inboxes show something new; ``left`` is the department it was moved away
    from; ``whole`` that nothing is left to tell of the states before.
    """

    conversation: str
    pk: int
    department: int
    visitor: str | None = None
    staff: str | None = None
    numbers: tuple = ()
    inbox: bool = True
    left: int | None = None
    whole: bool = False

    @property
    def is_of_state(self):
        """Whether the conversation itself changed, and was not only read."""
        return bool(self.numbers) and Numbers(*self.numbers).rev > 0

    def pack(self):
        """See Posted."""
        return ["event", *astuple(self)]


@dataclass(slots=True)
class AccessChanged:
    """What these people (primary keys as strings) may do has changed; None means anybody's."""

    people: list | None = None

    def pack(self):
        return ["access", self.people]


@dataclass(slots=True)
class StaffChanged:
    """A colleague came, went or chose another availability: one frame for every console."""

    staff: str

    def pack(self):
        return ["staff", self.staff]


@dataclass(slots=True)
class ForPeople:
    """
    One frame about a conversation (``pk``, in ``department``) for every console of these people
    (primary keys as strings), as far as they may still see it.
    """

    people: list
    staff: str
    pk: int
    department: int

    def pack(self):
        return ["people", self.people, self.staff, self.pk, self.department]


@dataclass(slots=True)
class WhoIsHere:
    """A console asks whether the visitor of this conversation has a socket anywhere."""

    conversation: str

    def pack(self):
        return ["who", self.conversation]


@dataclass(slots=True)
class VisitorMoved:
    """
    The visitor of these conversations has a new token, is blocked, or has another name or none: who
    came in with the old token, or is not welcome any more, goes; who stays learns their name.
    """

    conversations: list

    def pack(self):
        return ["moved", self.conversations]


@dataclass(slots=True)
class Erased:
    """A conversation is gone, with all that was in it."""

    conversation: str
    pk: int
    department: int

    def pack(self):
        return ["erased", self.conversation, self.pk, self.department]


_MADE_BY = {
    "posted": Posted.unpack,
    "event": Announcement,
    "access": AccessChanged,
    "people": ForPeople,
    "staff": StaffChanged,
    "erased": Erased,
    "moved": VisitorMoved,
    "who": WhoIsHere,
}


def unpack(packed):
    """The announcement that ``pack`` made."""
    kind, *values = packed
    return _MADE_BY[kind](*values)
