"""Starting a conversation, and the visitor's fallback when sockets are blocked."""

from django.http import JsonResponse
from django.utils import translation
from wagtail.models import Site

from .. import history, identity, queue
from ..doors import find_own_conversation
from ..errors import BadValue, ChatError, Forbidden, UnknownType
from ..handling.visitor import HANDLERS
from ..identity import visitor_of
from ..models import ChatSettings, Conversation
from ..protocol import codes, events, objects
from ..protocol.commands import VISITOR_COMMANDS, Resume, envelope, validate, validated
from ..protocol.starting import Start
from .answers import json_body, refusal, visitor_address
from .start import recognised, start_here, with_cookie

MAX_START = 65_536
"""Bytes: a start is no frame, and 4,000 characters may be 48,000 bytes of escaped JSON."""


@visitor_address("GET", "POST")
def conversations(request):
    """This visitor's conversations, newest first (at most 50); or start one."""
    if request.method == "POST":
        return _start(request)
    visitor = visitor_of(request)
    rows = Conversation.objects.with_people().filter(visitor=visitor).order_by("-pk")[:50]
    rows = list(rows) if visitor else []
    places = queue.places_of(rows)
    found = [objects.conversation(row, places.get(row.pk)) for row in rows]
    return JsonResponse({"conversations": found} | _known(request, visitor))


def _known(request, visitor):
    """Who is not asked for name and address again: the account's owner, or who gave them."""
    settings = ChatSettings.of(Site.find_for_request(request))
    user = recognised(request, settings)
    known = identity.of_account(user) if user else visitor and (visitor.name, visitor.email)
    if not known or not any(known):
        return {}
    name, email = known
    return {"visitor": {"name": name, "email": email, "verified": user is not None}}


def _start(request):
    started = start_here(request, validated(Start, json_body(request, MAX_START)))
    response = JsonResponse(
        {
            "conversation": _seen(started.conversation),
            "message": objects.message(started.message, objects.VISITOR),
        },
        status=201 if started.created else 200,
    )
    return with_cookie(response, request, started)


@visitor_address("GET")
def messages(request, public_id):
    """A page of a conversation's messages, with the same cursors as the socket."""
    row = find_own_conversation(visitor_of(request), public_id)
    asked = request.GET
    limit = _number(asked, "limit", least=1) or codes.NEWEST
    limit, before = min(limit, codes.PAGE), _number(asked, "before")
    if before is not None:
        found, more = history.before(row, objects.VISITOR, before, limit)
        values = {"messages": found, "last_seq": row.last_vseq, "more": more}
    else:
        where = {"after": _number(asked, "after") or 0, "rev": _number(asked, "rev")}
        where["after_client_id"] = asked.get("after_client_id")
        values = history.resume(row, objects.VISITOR, validated(Resume, where), limit)
    return JsonResponse({"conversation": _seen(row)} | values)


def _seen(row):
    return objects.conversation(row, queue.place(row))


@visitor_address("POST")
def commands(request, public_id):
    """One command frame, as on the socket; the reply frame is the response."""
    conversation = find_own_conversation(visitor_of(request), public_id)
    if conversation.visitor.is_blocked:
        raise Forbidden
    identity.note_use(conversation.visitor_id, conversation.visitor.used_on)
    data, kind, ref = envelope(json_body(request))
    try:
        if kind not in HANDLERS:
            raise UnknownType
        command = validate(VISITOR_COMMANDS, kind, data)
        with translation.override(conversation.locale or translation.get_language()):
            return JsonResponse(events.ok(ref, **HANDLERS[kind](conversation, command)))
    except ChatError as problem:
        return refusal(problem, ref)


def _number(asked, name, least=0):
    """A whole number of the query string, or None. Raises BadValue for anything else."""
    text = asked.get(name)
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 15 or int(text) < least:
        raise BadValue(f"{name}: a whole number, please.")
    return int(text)
