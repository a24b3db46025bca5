"""
Chat without JavaScript, as plain as forms get. The launcher is a link to the start form.

Reading sets no cookie and changes nothing; every change is a POST that ends in a redirect, so that
reloading sends nothing twice. With JavaScript the same addresses are the chat on a whole page.
"""

from functools import wraps

from django.http import Http404, HttpResponseForbidden
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from .. import appearance, zones
from ..origins import request_is_allowed


def plain_page(view):
    """A page of forms: guarded by ``Origin`` like every visitor address, cached nowhere."""

    @csrf_exempt
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method == "POST" and not request_is_allowed(request):
            return HttpResponseForbidden()
        return view(request, *args, **kwargs)

    return answer


def number_of(asked):
    """A whole number of an address, or None. Raises Http404 for anything else."""
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        raise Http404
    return int(asked)


def show(request, template, language, problem=None, zone=None, **context):
    """
    The page in ``language`` and the site's own words; ``problem`` is a ChatError to tell. Times are
    those of ``zone``, by default the server's.
    """
    page_id = context["page"].pk if context.get("page") else None
    looks = appearance.in_language(Site.find_for_request(request), language)
    context |= {"texts": looks.texts, "problem": problem} | appearance.element(looks, page_id)
    context["zone"] = zones.in_words(zone) if zone else ""
    with translation.override(language), timezone.override(zone):
        response = render(request, template, context, status=problem.status if problem else 200)
    # Addresses of conversations are nobody else's business.
    response["Referrer-Policy"] = "same-origin"
    patch_vary_headers(response, ["Cookie"])
    return response
