"""Whether chat is on for a page, and whether somebody is there."""

from django.core.cache import cache
from django.http import JsonResponse
from django.utils.translation import get_language
from wagtail.models import Site

from .. import pages
from ..before import Before
from .answers import visitor_address

CACHED = 5
"""Seconds; the contract allows ten, browsers get the other half."""


@visitor_address("GET", public_for=CACHED)
def availability(request):
    """See contract section 2. No cookie is read or set."""
    site = Site.find_for_request(request)
    asked = request.GET.get("page")
    which = "" if asked is None else asked[:20]
    key = f"livechat.availability.{site.pk if site else 0}.{get_language()}.{which}"
    values = None if asked is not None and not asked.isdecimal() else cache.get(key)
    if values is None:
        values = _read(request, asked)
        if values["chat"]:
            cache.set(key, values, CACHED)
    return JsonResponse(values)


def _read(request, asked):
    page_id = None
    if asked is not None:
        if not asked.isascii() or not asked.isdecimal() or len(asked) > 18:
            return {"chat": False}
        page_id = int(asked)
    page, choice = pages.chat_on(request, page_id)
    if choice is None or not choice.on:
        return {"chat": False}
    before = Before(Site.find_for_request(request), page, choice)
    return {"chat": True, "greeting": choice.greeting} | before.describe()
