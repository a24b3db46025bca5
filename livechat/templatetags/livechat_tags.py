"""``{% livechat_widget %}``: the one line that a site adds to its base template."""

from django import template
from django.urls import reverse
from wagtail.models import Site

from ..appearance import appearance, element
from ..models import PageChat
from ..page_choice import resolve_for_visitors

register = template.Library()


@register.inclusion_tag("livechat/widget.html", takes_context=True)
def livechat_widget(context, page=None, launcher=True):
    """
    The widget of the page in the context, the same for every visitor.

    Nothing at all where chat is off, where visitors may not chat (previews, drafts, private pages),
    and where there is no page: error pages and a site's own views have made no choice. Such a view
    may lend itself a page's: ``{% livechat_widget page=some_page %}``. With ``launcher=False`` the
    button stays away and the page opens the chat by itself (docs/customising.md).
    """
    request, page = context.get("request"), page or context.get("page")
    site = site_of(request)
    choice = resolve_for_visitors(page) if site else None
    if choice is None or not choice.on:
        return {"on": False}
    looks = appearance(site, page)
    invites = choice.invitation != PageChat.Invitation.NEVER
    return element(looks, page.pk) | {
        "on": True,
        "launcher": launcher,
        "invitation": invites and choice.invitation,
        "invitation_after": choice.invitation_after,
        "greeting": choice.greeting or looks.texts["greeting"],
        "nonce": getattr(request, "csp_nonce", ""),
    }


@register.simple_tag(takes_context=True)
def livechat_url(context, page=None):
    """
    The address of the chat without JavaScript, for a site's own link; empty where there is no chat:
    ``<a href="{% livechat_url %}" data-livechat="open">``.
    """
    request, page = context.get("request"), page or context.get("page")
    choice = resolve_for_visitors(page) if site_of(request) else None
    if choice is None or not choice.on:
        return ""
    return f"{reverse('livechat:start')}?page={page.pk}"


def site_of(request):
    """The site whose visitors are served by this request; None if it serves none of them."""
    if request is None or is_preview(request):
        return None
    return Site.find_for_request(request)


def is_preview(request):
    """Whether an editor is looking at a draft: no chat address may be asked then."""
    return any(getattr(request, name, False) for name in ("is_preview", "in_preview_panel"))
