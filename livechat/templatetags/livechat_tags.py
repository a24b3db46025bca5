"""``{% livechat_widget %}``: the one line that a site adds to its base template."""

import json

from django import template
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..page_choice import resolve
from ..widget_texts import widget_texts

register = template.Library()


@register.inclusion_tag("livechat/widget.html", takes_context=True)
def livechat_widget(context):
    """
    The widget of the page in the context, the same for every visitor; nothing where chat is off
    or the page is only previewed.
    """
    request, page = context.get("request"), context.get("page")
    if page is None or not getattr(page, "pk", None) or not hasattr(page, "steplen"):
        page = getattr(request, "wagtail_site_root", None)
    if page is None or is_preview(request) or not resolve(page).on:
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
        "nonce": getattr(request, "csp_nonce", ""),
    }


def is_preview(request):
    """Whether an editor is looking at a draft: no chat address may be asked then."""
    return any(getattr(request, name, False) for name in ("is_preview", "in_preview_panel"))
