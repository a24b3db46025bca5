"""The site's search page."""

import re

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from wagtail.models import Locale, Page

RESULTS_PER_PAGE = 10
LONGEST_QUERY = 200


def search(request):
    """
    Public pages in the present language that match the words, best first. A GET form, so that
    results can be linked.
    """
    query = request.GET.get("query", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    results = Paginator(matching_pages(query), RESULTS_PER_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "search.html", {"query": query, "results": results})


def matching_pages(query: str):
    """Whole words first; if there are none, pages with words that begin like these."""
    # Letters and digits only: the databases' search languages trip over their own signs.
    words = " ".join(re.findall(r"\w+", query))
    if not words:
        return []
    pages = Page.objects.live().public().filter(depth__gt=1, locale=Locale.get_active())
    whole_words = pages.search(words)
    return whole_words if whole_words.count() else pages.autocomplete(words)
