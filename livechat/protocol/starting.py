"""The body of ``POST conversations/``."""

from typing import Annotated

from pydantic import AfterValidator, Field

from . import text
from .commands import Body, Command, Email, Name, Uuid


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
