"""Starting a conversation for the request at hand, over JSON or from a form."""

from django.utils.translation import get_language
from wagtail.models import Site

from .. import identity, pages
from ..actions.starting import start
from ..errors import Forbidden


def start_here(request, wish):
    """The conversation that ``wish`` asks for. Raises Forbidden where chat is off."""
    page, choice = pages.chat_on(request, wish.page)
    if choice is None or not choice.on:
        raise Forbidden
    return start(
        wish,
        choice.department,
        page,
        Site.find_for_request(request),
        visitor=identity.visitor_of(request),
        token=request.COOKIES.get(identity.COOKIE_NAME),
        locale=page.locale.language_code if page else get_language() or "",
    )


def with_cookie(response, request, started):
    """The response that gives this browser its visitor cookie."""
    identity.set_cookie(response, request, started.token)
    return response
