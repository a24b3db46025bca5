"""Where one is on the site, and where one can go."""

from django import template
from wagtail.models import Page, Site

register = template.Library()


@register.simple_tag(takes_context=True)
def site_root(context):
    """The front page of the site that was asked for, None on a site without one."""
    site = Site.find_for_request(context.get("request"))
    return site.root_page if site else None


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
