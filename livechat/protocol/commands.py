"""Every command a client may send, with its fields. What is not named here is ignored."""

import json
import re
import uuid
from typing import Annotated, Literal

from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.validators import validate_email
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from ..errors import BadFrame, BadValue, TooLong, UnknownType
from . import codes, text

_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def _uuid(value):
    if not isinstance(value, str) or not _UUID.fullmatch(value):
        raise PydanticCustomError("bad_value", "Not a UUID.")
    return uuid.UUID(value)


def _email(value):
    value = value.strip()
    if value:
        try:
            validate_email(value)
        except DjangoValidationError:
            raise PydanticCustomError("bad_value", _("Not an e-mail address.")) from None
    return value


def _needed(value):
    if not value:
        raise PydanticCustomError("bad_value", _("Please give an e-mail address."))
    return value


Uuid = Annotated[uuid.UUID, BeforeValidator(_uuid)]
Number = Annotated[int, Field(ge=0, le=codes.MAX_NUMBER)]
Body = Annotated[str, AfterValidator(text.body)]
Name = Annotated[str, AfterValidator(text.line(codes.MAX_NAME))]
Email = Annotated[str, AfterValidator(text.line(codes.MAX_EMAIL)), AfterValidator(_email)]
Key = Annotated[str, AfterValidator(text.line(64))]
"""A primary key, as text."""
Written = Annotated[str, AfterValidator(text.storable), Field(max_length=codes.MAX_PREVIEW)]
Slug = Annotated[str, AfterValidator(text.line(50))]
Limit = Annotated[int, Field(ge=1, le=codes.PAGE)]


def _no_json(word):
    raise ValueError(word)


_decode = json.JSONDecoder(parse_constant=_no_json).decode
"""json.loads would make a decoder for each frame."""


class Command(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class Resume(Command):
    """Where a client is: ``hello`` without its version, for HTTP."""

    after: Number = 0
    after_client_id: Uuid | None = None
    rev: Number | None = None


class Hello(Resume):
    v: int


class Ping(Command):
    pass


class MessagePost(Command):
    client_id: Uuid
    body: Body


class AttachmentPost(Command):
    """What stands beside the file in the form of an upload."""

    client_id: Uuid


class TypingSet(Command):
    on: bool


class VisitorTypingSet(TypingSet):
    text: Written = ""
    """What is written so far, where the site previews it; shown to staff and nowhere stored."""


class ReadMark(Command):
    seq: Number


class HistoryGet(Command):
    before: Number
    limit: Limit = codes.NEWEST


class PageVisited(Command):
    url: Annotated[str, AfterValidator(text.line(2000))]
    title: Annotated[str, AfterValidator(text.line(255))] = ""


class Close(Command):
    pass


class Rate(Command):
    score: Annotated[int, Field(ge=1, le=5)]
    comment: Annotated[str, AfterValidator(text.line(1000))] = ""


class VisitorUpdate(Command):
    name: Name | None = None
    email: Email | None = None


class ConsentWithdraw(Command):
    pass


class TranscriptRequest(Command):
    email: Annotated[Email, AfterValidator(_needed)]


class StaffCommand(Command):
    """
    A command about one conversation. What is no UUID names none, so it is answered like one that
    does not exist.
    """

    conversation: str


class StaffHello(Command):
    """``watch``: this socket only hears what waits, and makes nobody present."""

    v: int
    watch: bool = False


class AvailabilitySet(Command):
    state: Literal["online", "away", "offline"]


Priority = Annotated[int, Field(ge=0, le=2)]
Filter = Annotated[str, AfterValidator(text.line(64))]


class InboxFilters(Command):
    """``assignee``: a staff id, "me" or "nobody"; ``priority``: that or a higher one."""

    department: Slug | None = None
    assignee: Filter | None = None
    tag: Filter | None = None
    priority: Priority | None = None
    locale: Filter | None = None


class InboxGet(InboxFilters):
    view: Literal["mine", "waiting", "open", "closed", "all", "mentions"]
    before: str | None = None
    limit: Limit = codes.NEWEST


class StaffList(Command):
    conversation: str | None = None
    """Only those who may answer this one."""


class Open(StaffCommand, Resume):
    pass


class Leave(StaffCommand):
    pass


class Seeing(Command):
    """What is not to go out beside an answer that its author has not seen."""

    seen: Number | None = None
    """The newest number they have; a colleague's answer after it makes this a ``conflict``."""


class StaffMessagePost(StaffCommand, MessagePost, Seeing):
    pass


class NotePost(StaffCommand, MessagePost):
    mentions: Annotated[list[Key], Field(max_length=20)] = []
    """Ids of colleagues who are to be told."""


class CardPost(StaffCommand, Seeing):
    """Something of the site that every visitor may see, by its kind and key."""

    client_id: Uuid
    card: Literal["page", "image", "document"]
    id: Key


class StaffTypingSet(StaffCommand, TypingSet):
    pass


class StaffReadMark(StaffCommand, ReadMark):
    pass


class StaffHistoryGet(StaffCommand, HistoryGet):
    pass


class Simple(StaffCommand):
    """Claim, release, close, reopen: a verb and its conversation."""


class Assign(StaffCommand):
    to: Annotated[str, AfterValidator(text.line(64))]


class Transfer(StaffCommand):
    """To a department, to a person, or to a person in a department."""

    department: Slug | None = None
    to: Annotated[str, AfterValidator(text.line(64))] | None = None
    note: Body | None = None
    client_id: Uuid = Field(default_factory=uuid.uuid4)
    """The same one again is the same transfer, whose answer was lost."""


class Invite(StaffCommand):
    staff: Annotated[str, AfterValidator(text.line(64))]


Tags = Annotated[list[Annotated[str, AfterValidator(text.line(50))]], Field(max_length=20)]


class Tag(StaffCommand):
    tags: Tags


class Prioritize(StaffCommand):
    """0 is as usual, 1 high, 2 urgent."""

    priority: Priority


VISITOR_COMMANDS = {
    "hello": Hello,
    "ping": Ping,
    "message.post": MessagePost,
    "typing.set": VisitorTypingSet,
    "read.mark": ReadMark,
    "history.get": HistoryGet,
    "page.visited": PageVisited,
    "conversation.close": Close,
    "conversation.rate": Rate,
    "visitor.update": VisitorUpdate,
    "transcript.request": TranscriptRequest,
    "consent.withdraw": ConsentWithdraw,
}

STAFF_COMMANDS = {
    "hello": StaffHello,
    "ping": Ping,
    "availability.set": AvailabilitySet,
    "inbox.get": InboxGet,
    "staff.list": StaffList,
    "conversation.open": Open,
    "conversation.leave": Leave,
    "message.post": StaffMessagePost,
    "note.post": NotePost,
    "card.post": CardPost,
    "typing.set": StaffTypingSet,
    "read.mark": StaffReadMark,
    "history.get": StaffHistoryGet,
    "conversation.claim": Simple,
    "conversation.release": Simple,
    "conversation.assign": Assign,
    "conversation.transfer": Transfer,
    "conversation.invite": Invite,
    "conversation.close": Simple,
    "conversation.reopen": Simple,
    "conversation.tag": Tag,
    "conversation.prioritize": Prioritize,
}


def parse(frame):
    """``(frame dict, type, ref)`` of a frame's text. Raises BadFrame, or BadValue for the ref."""
    return envelope(decoded(frame))


def decoded(frame):
    """What a frame's JSON says. Raises BadFrame, also for NaN and Infinity, which are not JSON."""
    try:
        if isinstance(frame, bytes):
            frame = frame.decode(json.detect_encoding(frame), "surrogatepass")
        return _decode(frame)
    except (ValueError, RecursionError):
        raise BadFrame from None


def envelope(data):
    """``(data, type, ref)`` of a decoded frame; see :func:`parse`."""
    if not isinstance(data, dict) or not isinstance(data.get("type"), str):
        raise BadFrame
    ref = data.get("ref")
    if ref is not None and not is_ref(ref):
        raise BadValue("The ref must be a string of at most 64 characters.")
    return data, data["type"], ref


def is_ref(ref):
    try:
        return isinstance(ref, str) and len(ref) <= codes.MAX_REF and ref.encode() is not None
    except UnicodeEncodeError:
        return False


def validate(table, kind, data):
    """The command of ``kind`` with its fields. Raises UnknownType, TooLong or BadValue."""
    model = table.get(kind)
    if model is None:
        raise UnknownType
    return validated(model, data)


def validated(model, data):
    """``data`` as ``model``, or the contract's error for the first field that is wrong."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        if first["type"] == "too_long" and isinstance(first["loc"][0], str):
            kinds = {each["type"] for each in error.errors(include_url=False)}
            if kinds == {"too_long"}:
                raise TooLong from None
        raise BadValue(_sentence(first)) from None


def _sentence(first):
    """Ours in the reader's language; pydantic's own are for who writes programs."""
    where, what = ".".join(str(each) for each in first["loc"]), gettext_lazy(first["msg"])
    return format_lazy("{where}: {what}", where=where, what=what) if where else what
