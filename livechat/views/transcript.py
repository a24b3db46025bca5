"""The page behind the link in a mail: somebody who reads that mailbox wants the transcript."""

from django.http import Http404
from django.shortcuts import render

from ..actions.transcripts import confirm, find_request
from ..errors import ChatError, NotFound
from ..identity import is_at_home
from .plain import plain_page


@plain_page
def transcript(request, token):
    """Asks with a button, because programs that check mails for their owners follow links."""
    try:
        conversation, email = find_request(token)
        if not is_at_home(conversation.visitor, request):
            raise NotFound
    except NotFound:
        raise Http404 from None
    context = {"email": email, "is_sent": False, "problem": None}
    if request.method == "POST":
        try:
            confirm(conversation, email)
            context["is_sent"] = True
        except ChatError as problem:
            context["problem"] = problem
    status = context["problem"].status if context["problem"] else 200
    response = render(request, "livechat/plain/transcript.html", context, status=status)
    # The address itself is the permission.
    response["Referrer-Policy"] = "no-referrer"
    return response
