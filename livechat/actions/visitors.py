"""What a visitor tells of themselves during a conversation."""

from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from .. import happenings
from ..delivery.announcement import VisitorMoved
from ..delivery.catch_up import changed, posted
from ..delivery.hub import announce
from ..delivery.posting import conversation_changed
from ..errors import Forbidden
from ..models import Message, PageVisit
from ..searching.indexing import touch
from .locking import locked
from .messages import append_event

KEPT_VISITS = 50
"""Pages of one conversation's journey; the oldest go."""


def update_visitor(conversation, name=None, email=None):
    """
    A new name or e-mail address; None leaves it. Staff see it at once. Raises Forbidden where they
    are those of an account, which nobody changes by saying so.
    """
    with locked(conversation) as row:
        visitor = row.visitor
        if visitor.user_id is not None:
            raise Forbidden(_("Your name and address are those of your account."))
        if name is not None:
            visitor.name = name
        if email is not None:
            visitor.email = email
        visitor.save(update_fields=["name", "email"])
        touch(visitor.conversations.only("pk"))
        # Their other tabs, in other chats too, keep a name to write under.
        tabs = visitor.conversations.order_by("-pk").values_list("public_id", flat=True)[:50]
        _staff_should_know(row, [VisitorMoved([str(public_id) for public_id in tabs])])


def visit_page(conversation, url, title):
    """The visitor went on to another page. Its address is kept without query and fragment."""
    with locked(conversation) as row:
        address = path_of(url)
        if (row.current_url, row.current_title) == (address, title):
            return
        is_elsewhere = address != (row.current_url or path_of(row.page_url))
        row.current_url, row.current_title = address, title
        told = _went_to(row, address, title) if is_elsewhere else []
        _staff_should_know(row, told)


def _went_to(row, address, title):
    """
    Keeps the visit and says it among the messages, to staff only. However many pages are visited
    between two things said, it is one line, which names the last.
    """
    PageVisit.objects.create(conversation=row, url=address, title=title)
    old = PageVisit.objects.filter(conversation=row).order_by("-pk")[KEPT_VISITS:]
    PageVisit.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
    if row.is_closed:
        return []
    data = {"code": "page", "title": title or address, "url": address}
    last = row.messages.order_by("-seq").first()
    if last.kind != Message.Kind.EVENT or last.data["code"] != "page":
        return [posted(row, append_event(row, **data))]
    row.rev += 1
    last.data, last.body, last.changed_rev = data, happenings.body(data, row.locale), row.rev
    last.save(update_fields=["data", "body", "changed_rev"])
    return [changed(row, last)]


def path_of(url):
    """The path of an address, which is all that is kept of it; empty for what is none."""
    try:
        return urlsplit(url).path[:2000]
    except ValueError:
        return ""


def _staff_should_know(row, told=()):
    row.rev += 1
    row.save(update_fields=["rev", "last_seq", "current_url", "current_title"])
    transaction.on_commit(lambda: announce([*told, conversation_changed(row, visitor=False)]))
