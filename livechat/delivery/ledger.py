"""
What becomes of each message of a batch, decided under the rows' locks.

Pure: locked rows and stored messages in, outcomes and rows to write out. Both stores use it, so
closed, conflict, repeats and both numberings are the same on every database.
"""

from dataclasses import dataclass, field

from ..errors import Closed, Conflict, NotFound
from .announcement import Numbers


class RowsLocked(Exception):
    """Somebody holds one of the rows for longer than a batch may wait."""


@dataclass(slots=True)
class Post:
    """
    A message that somebody wants stored. Who may, has been decided before. ``seen``: the newest
    number its author knew; it is not to go out beside a colleague's answer after that. None: it is.
    """

    conversation_pk: int
    role: str
    author_pk: int | None
    author_name: str
    client_id: object
    body: str
    kind: str = "text"
    data: dict = field(default_factory=dict)
    seen: int | None = None

    @property
    def is_note(self):
        return self.kind == "note"


@dataclass(slots=True)
class Row:
    """
    A conversation's row while we hold its lock. Of the times only what is written counts: None, or
    when the batch was stored; a store need not read them.
    """

    pk: int
    public_id: object
    department_id: int
    status: str
    assignee_id: int | None
    last_seq: int
    last_vseq: int
    unread: int
    rev: int
    visitor_rev: int
    waiting_since: object = None
    last_message_at: object = None
    written: bool = False
    claimed: bool = False

    def numbers(self):
        return Numbers(self.last_seq, self.last_vseq, self.rev, self.visitor_rev)


@dataclass(slots=True)
class Stored:
    """A message that is in the database, or will be when this batch commits."""

    seq: int
    vseq: int | None
    at: object
    role: str
    author_pk: int | None
    kind: str
    body: str

    def is_repeat_of(self, post):
        """Whether ``post`` is this message sent again, and not another under its ``client_id``."""
        return (self.role, self.author_pk, self.kind, self.body) == (
            post.role,
            post.author_pk,
            post.kind,
            post.body,
        )


@dataclass(slots=True)
class Outcome:
    """``stored``, or ``problem`` (a ChatError). ``repeat``: it was there before."""

    stored: Stored | None = None
    problem: Exception | None = None
    repeat: bool = False


def seen_least(posts, rows):
    """
    ``{conversation_pk: seen}``, the lowest, of those of ``rows`` where a post is not to go out
    beside a colleague's answer. The store looks up the answers since then.
    """
    least = {}
    for post in posts:
        pk = post.conversation_pk
        if post.seen is not None and pk in rows:
            least[pk] = min(post.seen, least.get(pk, post.seen))
    return least


def decide(posts, rows, stored, now, answers):
    """
    Outcomes for ``posts`` in their order, and the ``(post, Stored)`` pairs to insert.

    ``rows`` maps primary keys to locked Rows, which are brought up to date; ``stored`` maps
    ``(conversation_pk, client_id)`` to what is there already, and is added to, so that a message
    twice in one batch is one message too. ``answers`` has a list of staff's ``(seq, author_pk)``
    for each of :func:`seen_least`, and is added to as well.
    """
    outcomes, fresh = [], []
    for post in posts:
        key = (post.conversation_pk, post.client_id)
        row, before = rows.get(post.conversation_pk), stored.get(key)
        if before is not None:
            outcomes.append(_again(post, before))
        elif row is None:
            outcomes.append(Outcome(problem=NotFound()))
        elif row.status == "closed" and not post.is_note:
            outcomes.append(Outcome(problem=Closed()))
        elif post.seen is not None and _is_answered(post, answers[row.pk]):
            outcomes.append(Outcome(problem=Conflict()))
        else:
            stored[key] = entry = _number(post, row, now)
            if row.pk in answers and post.role == "staff" and not post.is_note:
                answers[row.pk].append((entry.seq, post.author_pk))
            fresh.append((post, entry))
            outcomes.append(Outcome(entry))
    return outcomes, fresh


def _again(post, before):
    if before.is_repeat_of(post):
        return Outcome(before, repeat=True)
    return Outcome(problem=Conflict())


def _is_answered(post, answers):
    """Whether a colleague has answered after what the author of this one has seen."""
    return any(seq > post.seen and author_pk != post.author_pk for seq, author_pk in answers)


def _number(post, row, now):
    row.written = True
    row.last_seq += 1
    row.last_message_at = now
    vseq = None
    if not post.is_note:
        row.last_vseq += 1
        vseq = row.last_vseq
    if post.role == "visitor":
        row.unread += 1
    elif post.role == "staff" and not post.is_note and row.assignee_id is None:
        _claim(post, row)
    return Stored(row.last_seq, vseq, now, post.role, post.author_pk, post.kind, post.body)


def _claim(post, row):
    """Staff who answer what nobody has, have it (contract section 3)."""
    row.claimed = True
    row.status, row.assignee_id, row.waiting_since = "open", post.author_pk, None
    row.rev += 1
    row.visitor_rev += 1
