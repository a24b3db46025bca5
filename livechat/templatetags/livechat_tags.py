"""``{% livechat_widget %}``: the one line that a site adds to its base template."""

import json

from django import template
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site

from ..attachments import kinds
from ..page_choice import resolve_for_visitors
from ..widget_texts import widget_texts

register = template.Library()


@register.inclusion_tag("livechat/widget.html", takes_context=True)
def livechat_widget(context, page=None):
    """
    The widget of the page in the context, the same for every visitor.

    Nothing at all where chat is off, where visitors may not chat (previews, drafts, private pages),
    and where there is no page: error pages and a site's own views have made no choice. Such a view
    may lend itself a page's: ``{% livechat_widget page=some_page %}``.
    """
    request, page = context.get("request"), page or context.get("page")
    if not is_on(request, page):
        return {"on": False}
    base_url = reverse("livechat:availability").removesuffix("availability/")
    texts = widget_texts()
    return {
        "on": True,
        "page_id": page.pk,
        "base_url": base_url,
        "start_url": f"{base_url}?page={page.pk}",
        "language_code": get_language() or "en",
        "labels": {"chat": _("Chat"), "chat_with_us": _("Chat with us")},
        "strings_json": json.dumps(texts, ensure_ascii=False),
        "files_json": json.dumps(kinds.limits()) if kinds.limits() != kinds.USUAL else "",
        "nonce": getattr(request, "csp_nonce", ""),
    }


def is_on(request, page):
    """Whether a visitor who is served ``page`` by this request finds a chat there."""
    if request is None or is_preview(request) or Site.find_for_request(request) is None:
        return False
    choice = resolve_for_visitors(page)
    return choice is not None and choice.on


def is_preview(request):
    """Whether an editor is looking at a draft: no chat address may be asked then."""
    return any(getattr(request, name, False) for name in ("is_preview", "in_preview_panel"))
