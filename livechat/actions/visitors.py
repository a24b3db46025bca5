"""What a visitor tells of themselves during a conversation."""

from urllib.parse import urlsplit

from django.db import transaction

from ..delivery.hub import announce
from ..delivery.posting import conversation_changed
from .locking import locked


def update_visitor(conversation, name=None, email=None):
    """A new name or e-mail address; None leaves it. Staff see it at once."""
    with locked(conversation) as row:
        visitor = row.visitor
        if name is not None:
            visitor.name = name
        if email is not None:
            visitor.email = email
        visitor.save(update_fields=["name", "email"])
        _staff_should_know(row)


def visit_page(conversation, url, title):
    """The visitor went on to another page. Its address is kept without query and fragment."""
    with locked(conversation) as row:
        address = path_of(url)
        if (row.current_url, row.current_title) == (address, title):
            return
        row.current_url, row.current_title = address, title
        _staff_should_know(row)


def path_of(url):
    """The path of an address, which is all that is kept of it; empty for what is none."""
    try:
        return urlsplit(url).path[:2000]
    except ValueError:
        return ""


def _staff_should_know(row):
    row.rev += 1
    row.save(update_fields=["rev", "current_url", "current_title"])
    transaction.on_commit(lambda: announce([conversation_changed(row, visitor=False)]))
