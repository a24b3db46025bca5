"""From a page's id, as anybody may send it, to a page that this visitor may chat on."""

from wagtail.models import Site

from .page_choice import resolve, sites_of


def chat_on(request, page_id=None):
    """
    ``(page, Choice)`` for a live, public page of the request's site; without an id the site's root
    page. ``(None, None)`` for anything else: a draft's or private page's existence is not told.
    """
    site = Site.find_for_request(request)
    if site is None:
        return None, None
    root = site.root_page
    if page_id is None or page_id == root.pk:
        page = root if root.live else None
    else:
        page = type(root).objects.live().filter(pk=page_id).first()
    if page is None or not _belongs_to(site, page) or page.get_view_restrictions().exists():
        return None, None
    return page, resolve(page)


def _belongs_to(site, page):
    """
    Whether it is below the site's root page, or below a translation of that. Asked of the database:
    what Wagtail remembers of sites and their roots, each process remembers for an hour.
    """
    if page.path.startswith(site.root_page.path):
        return True
    return sites_of(page).filter(pk=site.pk).exists()
