"""Starting a conversation for the request at hand, over JSON or from a form."""

from django.utils import translation
from wagtail.models import Site

from .. import identity, pages, surfer
from ..actions.starting import start
from ..before import Before
from ..errors import Forbidden


def start_here(request, wish):
    """
    The conversation that ``wish`` asks for; what is refused is said in the page's language. Raises
    Forbidden where chat is off.
    """
    page, choice = pages.chat_on(request, wish.page)
    if choice is None or not choice.on:
        raise Forbidden
    before = Before(Site.find_for_request(request), page, choice)
    with translation.override(before.language):
        return start(
            wish,
            before,
            visitor=identity.visitor_of(request),
            token=request.COOKIES.get(identity.COOKIE_NAME),
            user=recognised(request, before.settings),
            about=surfer.about(request.headers, wish.timezone, wish.referrer),
        )


def recognised(request, settings):
    """The site user who is logged in, where the site wants to know; None for everybody else."""
    return identity.site_user(request) if settings.recognises_users else None


def with_cookie(response, request, started):
    """The response that gives this browser its visitor cookie."""
    identity.set_cookie(response, request, started.token)
    return response
