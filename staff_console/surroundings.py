"""What stands beside a conversation: its page as a page, and the visitor's earlier ones."""

import swapper
from django.urls import reverse
from django.utils.translation import gettext as _

from livechat.protocol import objects

EARLIER = 5


def surroundings(conversation, access, user):
    """``{"page", "earlier"}`` of one conversation that this person may see."""
    return {"page": _page(conversation, user), "earlier": _earlier(conversation, access)}


def _page(conversation, user):
    frame = objects.page(conversation)
    if frame is None:
        return None
    Page = swapper.load_model("wagtailcore", "Page")
    page = Page.objects.filter(pk=conversation.page_id).first()
    frame |= {"state": _state(page), "edit_url": None}
    if page is not None and _may_edit(page, user):
        frame["edit_url"] = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return frame


def _state(page):
    if page is None:
        return _("Deleted")
    return page.status_string


def _may_edit(page, user):
    return page.permissions_for_user(user).can_edit()


def _earlier(conversation, access):
    """The same visitor's other conversations, as far as this person may see them."""
    rows = access.conversations_seen().filter(
        visitor_id=conversation.visitor_id, pk__lt=conversation.pk
    )
    return [
        {
            "id": str(row.public_id),
            "title": row.page_title,
            "status": row.status,
            "at": objects.timestamp(row.created_at),
        }
        for row in rows.order_by("-pk")[:EARLIER]
    ]
