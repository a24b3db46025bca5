"""What stands beside a conversation: its page as a page, and what is known of its visitor."""

import swapper
from django.urls import reverse
from django.utils.translation import gettext as _

from livechat import cards
from livechat.models import PageVisit
from livechat.protocol import objects

from . import visitor_notes

EARLIER = 5
JOURNEY = 12


def surroundings(conversation, access, user):
    """
    Of one conversation that this person may see: ``page``, ``journey`` (the latest pages, oldest
    first), ``surfer`` (language, time zone, device, where they came from), ``notes`` about the
    visitor, their ``earlier`` conversations, ``consent``, and ``context``, what the site's own
    script told of the visit, by name. A constant number of queries.
    """
    return {
        "page": _page(conversation, user),
        "journey": _journey(conversation),
        "surfer": _surfer(conversation),
        "notes": visitor_notes.about(conversation, access, user),
        "earlier": _earlier(conversation, access),
        "consent": _consent(conversation),
        "context": conversation.context,
    }


def _consent(conversation):
    """When the visitor agreed, and to which words; None if nobody asked."""
    agreed = conversation.consent_text
    if agreed is None:
        return None
    times = (conversation.consented_at, conversation.consent_withdrawn_at)
    at, withdrawn_at = map(objects.timestamp, times)
    return {"at": at, "withdrawn_at": withdrawn_at, "text": agreed.text}


def _page(conversation, user):
    frame = objects.page(conversation)
    if frame is None:
        return None
    Page = swapper.load_model("wagtailcore", "Page")
    page = Page.objects.filter(pk=conversation.page_id).first()
    frame |= {"state": _("Deleted"), "is_live": False, "edit_url": None}
    frame |= {"kind": "", "image": None}
    return frame if page is None else frame | _as_page(page, user)


def _as_page(page, user):
    may_edit = page.permissions_for_user(user).can_edit()
    return {
        "state": page.status_string,
        "is_live": page.live,
        "kind": page.page_type_display_name,
        "image": cards.preview_of(page),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else None,
    }


def _journey(conversation):
    """Where they began, and where they went from there."""
    visits = PageVisit.objects.filter(conversation=conversation).order_by("-pk")[:JOURNEY]
    began = conversation.page_title, conversation.page_url, conversation.created_at
    pages = [began, *((visit.title, visit.url, visit.at) for visit in reversed(visits))]
    return [
        {"title": title, "url": url, "at": objects.timestamp(at)}
        for title, url, at in pages[-JOURNEY:]
        if title or url
    ]


def _surfer(conversation):
    names = ("language", "time_zone", "device", "browser", "referrer")
    return {name: getattr(conversation, name) for name in names}


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
