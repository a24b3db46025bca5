"""The doors to one conversation: for staff, for visitors, for a visitor's handshake."""

import re
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from .access import Level
from .errors import Forbidden, NotFound
from .identity import still_good
from .models import Conversation

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def find_conversation(access, public_id, needs=Level.JOIN):
    """
    The door for staff. Raises NotFound when nothing of it is seen, so that it looks like one that
    does not exist, and Forbidden when it is seen but ``needs`` is more than one has.
    """
    rows = Conversation.objects.with_people().filter(public_id=as_uuid(public_id))
    conversation = rows.first()
    level = access.level(conversation) if conversation else Level.NONE
    if level < Level.JOIN:
        raise NotFound
    if level < needs:
        raise Forbidden
    return conversation


def find_own_conversation(visitor, public_id):
    """The door for visitors: their own, or NotFound; so is what is no id at all."""
    public_id = as_uuid(public_id)
    own = Conversation.objects.with_people().filter(public_id=public_id, visitor=visitor)
    conversation = own.first() if visitor else None
    if conversation is None:
        raise NotFound
    return conversation


class OfToken(NamedTuple):
    """A conversation and its visitor, as far as a handshake asks; ``home``: a hostname or None."""

    pk: int
    public_id: UUID
    department_id: int
    visitor_id: int
    name: str
    is_blocked: bool
    home: str | None
    token_at: datetime
    used_on: date


def find_by_token(token_hash, public_id):
    """The same door for handshakes, in one query that makes no objects of what only passes by."""
    own = Conversation.objects.filter(still_good("visitor__"), visitor__token_hash=token_hash)
    found = own.filter(public_id=as_uuid(public_id)).values_list(
        "pk",
        "public_id",
        "department_id",
        "visitor_id",
        "visitor__name",
        "visitor__is_blocked",
        "visitor__site__hostname",
        "visitor__token_at",
        "visitor__used_on",
    )
    for values in found[:1]:
        return OfToken(*values)
    raise NotFound


def as_uuid(text):
    """An id from outside. Raises NotFound for what names nothing."""
    if isinstance(text, UUID):
        return text
    if not isinstance(text, str) or not _UUID.fullmatch(text):
        raise NotFound
    return UUID(text)
