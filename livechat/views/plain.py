"""
Chat without JavaScript: a start form and a conversation page, as plain as forms get.

The launcher is a link to the first. Reading sets no cookie and changes nothing; every change is a
POST that ends in a redirect, so that reloading sends nothing twice.
"""

import secrets
import uuid
from functools import wraps

from django.http import Http404, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .. import history, pages
from ..access import find_own_conversation
from ..attachments import kinds
from ..delivery.database import busy_on_trouble
from ..errors import ChatError, Forbidden, NotFound, UnknownType
from ..handling.visitor import HANDLERS
from ..identity import visitor_of
from ..origins import request_is_allowed
from ..protocol import objects
from ..protocol.codes import PAGE
from ..protocol.commands import VISITOR_COMMANDS, validate, validated
from ..protocol.starting import Start
from .attachments import visitor_sender
from .start import start_here, with_cookie
from .uploads import refuse_if_too_big, uploaded

RATINGS = range(1, 6)


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


@plain_page
def start(request):
    """The start form of the page that the visitor came from."""
    asked = request.POST.get("page") or request.GET.get("page")
    if asked is not None and not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        raise Http404
    page, choice = pages.chat_on(request, int(asked) if asked else None)
    if choice is None or not choice.on:
        raise Http404
    problem = None
    if request.method == "POST":
        try:
            return _started(request, page)
        except ChatError as error:
            problem = error
    context = {
        "page": page,
        "greeting": choice.greeting,
        "problem": problem,
        "values": request.POST,
        "key": request.POST.get("key") or secrets.token_urlsafe(24),
        "client_id": request.POST.get("client_id") or uuid.uuid4(),
    }
    return render(request, "livechat/plain/start.html", context, status=_status(problem))


def _started(request, page):
    fields = ("key", "client_id", "body", "name", "email")
    wish = validated(
        Start, {name: request.POST.get(name, "") for name in fields} | {"page": page.pk}
    )
    with busy_on_trouble():
        started = start_here(request, wish)
    address = reverse("livechat:conversation", args=[started.conversation.public_id])
    return with_cookie(HttpResponseRedirect(address + "#end"), request, started)


@plain_page
def conversation(request, public_id):
    """A conversation: what was said, and a form to say more, end it or rate it."""
    try:
        row = find_own_conversation(visitor_of(request), public_id)
    except NotFound:
        raise Http404 from None
    problem, form = None, {}
    if request.method == "POST":
        try:
            refuse_if_too_big(request)
            form = request.POST
            with busy_on_trouble():
                _carry_out(request, row, form)
            return HttpResponseRedirect(request.path + "#end")
        except ChatError as error:
            problem = error
            row = find_own_conversation(row.visitor, public_id)
    messages, more = history.newest(row, objects.VISITOR, PAGE)
    context = {
        "conversation": row,
        "messages": messages,
        "more": more,
        "problem": problem,
        "body": form.get("body", ""),
        "client_id": form.get("client_id") or uuid.uuid4(),
        "file_client_id": uuid.uuid4(),
        "files": kinds.limits(),
        "ratings": RATINGS,
    }
    return render(request, "livechat/plain/conversation.html", context, status=_status(problem))


def _carry_out(request, row, form):
    """One command from a form. Whoever answers has seen what was said before."""
    kind = form.get("type", "")
    if kind == "attach":
        return _attach(request, row)
    if kind not in ("message.post", "conversation.close", "conversation.rate"):
        raise UnknownType
    values = {name: form[name] for name in ("client_id", "body", "comment") if name in form}
    if form.get("score", "").isdecimal():
        values["score"] = int(form["score"])
    HANDLERS[kind](row, validate(VISITOR_COMMANDS, kind, values))
    read = validate(VISITOR_COMMANDS, "read.mark", {"seq": row.last_vseq})
    HANDLERS["read.mark"](row, read)


def _attach(request, row):
    if row.visitor.is_blocked:
        raise Forbidden
    uploaded(request, row, visitor_sender(row), objects.VISITOR)


def _status(problem):
    return problem.status if problem else 200
