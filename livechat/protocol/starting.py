"""The body of ``POST conversations/``."""

from typing import Annotated

from pydantic import AfterValidator, Field

from . import text
from .commands import Body, Command, Email, Name, Slug, Uuid

ContextName = Annotated[str, Field(min_length=1), AfterValidator(text.line(40))]
ContextValue = Annotated[str, AfterValidator(text.line(200))]


class Start(Command):
    key: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22,200}$")]
    """A secret of this start, at least 22 URL-safe characters."""
    client_id: Uuid
    body: Body
    page: Annotated[int, Field(ge=1, le=2**63 - 1)] | None = None
    url: Annotated[str, AfterValidator(text.line(4_000))] | None = None
    name: Name | None = None
    email: Email | None = None
    consent: bool | None = None
    consent_version: Annotated[str, AfterValidator(text.line(16))] | None = None
    """Of the text that was on the screen; without one, the present text."""
    department: Slug | None = None
    """The one that the visitor chose, where the page offers several."""
    context: Annotated[dict[ContextName, ContextValue], Field(max_length=10)] | None = None
    """What the page's script tells of the visit, for staff."""
    timezone: Annotated[str, AfterValidator(text.line(50))] | None = None
    """The visitor's, as IANA names it."""
    referrer: Annotated[str, AfterValidator(text.line(4_000))] | None = None
