"""The page behind the link in a mail: somebody who reads that mailbox wants the transcript."""

from django.http import Http404
from django.utils.translation import get_language

from ..actions.transcripts import confirm, find_request
from ..errors import ChatError, NotFound
from ..identity import is_at_home
from .plain_pages import plain_page, show


@plain_page
def transcript(request, token):
    """Asks with a button, because programs that check mails for their owners follow links."""
    try:
        conversation, email = find_request(token)
        if not is_at_home(conversation.visitor.home, request):
            raise NotFound
    except NotFound:
        raise Http404 from None
    language = conversation.locale or get_language()
    is_sent, problem = False, None
    if request.method == "POST":
        try:
            confirm(conversation, email)
            is_sent = True
        except ChatError as error:
            problem = error
    values = {"email": email, "is_sent": is_sent}
    return show(request, "livechat/plain/transcript.html", language, problem, **values)
