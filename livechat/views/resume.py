"""The page behind the link in a mail with answers: back to the conversation, in this browser."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language

from .. import identity, resume_link
from ..actions.resuming import resume as take_over
from ..errors import NotFound
from .plain_pages import plain_page, show

TEMPLATE = "livechat/plain/resume.html"


@plain_page
def resume(request, secret):
    """
    Asks with a button, because programs that check mails for their owners follow links: reading
    changes nothing.
    """
    try:
        conversation = _found(request, secret)
        if request.method == "POST":
            return _resumed(request, conversation, secret)
        response = show(request, TEMPLATE, conversation.locale or get_language(), is_good=True)
    except NotFound:
        response = show(request, TEMPLATE, get_language(), is_good=False)
        response.status_code = 404
    return response


def _found(request, secret):
    conversation = resume_link.conversation_of(secret)
    if not identity.is_at_home(conversation.visitor.home, request):
        raise NotFound
    return conversation


def _resumed(request, conversation, secret):
    address = reverse("livechat:conversation", args=[conversation.public_id])
    response = HttpResponseRedirect(address + "#end")
    known = identity.visitor_of(request)
    # Who comes back in the same browser keeps their token, and the link stays good.
    if known is None or known.pk != conversation.visitor_id:
        identity.set_cookie(response, request, take_over(secret))
    return response
