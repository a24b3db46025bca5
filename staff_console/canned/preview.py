"""A canned reply as a visitor would get it."""

from wagtail.models import Site

from livechat import cards
from livechat.errors import BadValue


def previewed_cards(reply, request):
    """What the cards of this reply say; ``{"title", "problem"}`` for one that could not go out."""
    site = Site.find_for_request(request)
    return [_previewed(block, request.user, site) for block in reply.cards]


def _previewed(block, user, site):
    try:
        return cards.card(block.block_type, getattr(block.value, "pk", None), user, site)
    except BadValue as problem:
        return {"title": str(block.value or ""), "problem": str(problem)}
