"""Where one is on the site, and where one can go."""

from django import template
from django.utils.translation import get_language_info
from wagtail.models import Page, Site

register = template.Library()


@register.simple_tag(takes_context=True)
def site_root(context):
    """The front page of the site that was asked for, in the present language; None without one."""
    site = Site.find_for_request(context.get("request"))
    return site.root_page.localized if site else None


@register.simple_tag
def other_languages(page, root):
    """
    The same page in the site's other languages, or the front page there: ``[{code, name, url}]``.
    """
    if root is None:
        return []
    own = list(page.get_translations().live().select_related("locale")) if page else []
    fronts = root.get_translations().live().select_related("locale") if page != root else ()
    found = {each.locale.language_code: each for each in [*fronts, *own]}
    return [
        {"code": code, "name": get_language_info(code)["name_local"], "url": each.url}
        for code, each in found.items()
    ]


@register.simple_tag
def menu_pages(root):
    """The pages of the main menu; a list, since header and footer both show it."""
    if root is None:
        return []
    return list(root.get_children().live().public().in_menu())


@register.simple_tag
def breadcrumb_pages(page, root):
    """The pages above this one, from the front page down; nothing on the front page itself."""
    if root is None:
        return Page.objects.none()
    return page.get_ancestors().descendant_of(root, inclusive=True)


@register.filter
def is_within(page, section):
    """Is this page the section or somewhere below it?"""
    return bool(page and section and page.path.startswith(section.path))
