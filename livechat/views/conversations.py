"""Starting a conversation, and the visitor's fallback when sockets are blocked."""

from django.http import JsonResponse

from .. import history
from ..access import find_own_conversation
from ..errors import BadValue, ChatError, Forbidden, UnknownType
from ..handling.visitor import HANDLERS
from ..models import Conversation
from ..protocol import codes, events, objects
from ..protocol.commands import VISITOR_COMMANDS, envelope, validate, validated
from ..protocol.starting import Start
from .answers import json_body, refusal, visitor_address, visitor_of
from .start import start_here, with_cookie


@visitor_address("GET", "POST")
def conversations(request):
    """This visitor's conversations, newest first (at most 50); or start one."""
    if request.method == "POST":
        return _start(request)
    visitor = visitor_of(request)
    rows = Conversation.objects.with_people().filter(visitor=visitor).order_by("-pk")[:50]
    found = [objects.conversation(row) for row in rows] if visitor else []
    return JsonResponse({"conversations": found})


def _start(request):
    started = start_here(request, validated(Start, json_body(request)))
    response = JsonResponse(
        {
            "conversation": objects.conversation(started.conversation),
            "message": objects.message(started.message, objects.VISITOR),
        },
        status=201 if started.created else 200,
    )
    return with_cookie(response, request, started)


@visitor_address("GET")
def messages(request, public_id):
    """A page of a conversation's messages, with the same cursors as the socket."""
    conversation = find_own_conversation(visitor_of(request), public_id)
    limit = _number(request, "limit", codes.NEWEST, least=1, most=codes.PAGE)
    after, before = _number(request, "after", None), _number(request, "before", None)
    if after is not None and before is not None:
        raise BadValue("Either after or before.")
    if before is not None:
        found, more = history.before(conversation, objects.VISITOR, before, limit)
    elif after:
        found, more = history.after(conversation, objects.VISITOR, after, limit)
    else:
        found, more = history.newest(conversation, objects.VISITOR, limit)
    return JsonResponse(
        {
            "conversation": objects.conversation(conversation),
            "messages": found,
            "last_seq": conversation.last_vseq,
            "more": more,
        }
    )


@visitor_address("POST")
def commands(request, public_id):
    """One command frame, as on the socket; the reply frame is the response."""
    conversation = find_own_conversation(visitor_of(request), public_id)
    if conversation.visitor.is_blocked:
        raise Forbidden
    data, kind, ref = envelope(json_body(request))
    try:
        if kind not in HANDLERS:
            raise UnknownType
        command = validate(VISITOR_COMMANDS, kind, data)
        return JsonResponse(events.ok(ref, **HANDLERS[kind](conversation, command)))
    except ChatError as problem:
        return refusal(problem, ref)


def _number(request, name, default, least=0, most=2**31 - 1):
    text = request.GET.get(name)
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 10 or int(text) < least:
        raise BadValue(f"{name}: a whole number, please.")
    return min(int(text), most)
