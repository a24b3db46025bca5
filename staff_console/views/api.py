"""The console's JSON addresses: the fallback for its socket, and what no command brings."""

from django.http import JsonResponse

from livechat.access import Level
from livechat.doors import find_conversation
from livechat.errors import ChatError, Forbidden
from livechat.handling.staff import UNBOUND, handle, person_of
from livechat.protocol import events
from livechat.protocol.commands import STAFF_COMMANDS, envelope, validate
from livechat.views.answers import json_body, refusal

from .. import waiting
from ..search import search as find_conversations
from ..surroundings import surroundings as around
from .answers import staff_address


@staff_address("POST")
def commands(request):
    """One staff command, as on the socket; the reply frame is the response."""
    data, kind, ref = envelope(json_body(request))
    try:
        command = validate(STAFF_COMMANDS, kind, data)
        person = person_of(request.user)
        if kind in UNBOUND and not person.access.is_staff:
            raise Forbidden
        return JsonResponse(events.ok(ref, **handle(person, kind, command)))
    except ChatError as problem:
        return refusal(problem, ref)


@staff_address("GET", "HEAD")
def waiting_now(request):
    """What waits for this person, and how many conversations they have."""
    access = _access(request)
    return JsonResponse(waiting.waiting_for(access) | waiting.own_on(request))


@staff_address("GET", "HEAD")
def search(request):
    """The conversations that fit ``?q=``."""
    found, more = find_conversations(_access(request), request.GET.get("q", ""))
    return JsonResponse({"conversations": found, "more": more})


@staff_address("GET", "HEAD")
def surroundings(request, public_id):
    """What stands beside one conversation."""
    access = waiting.access_on(request)
    conversation = find_conversation(access, str(public_id), Level.JOIN)
    return JsonResponse(around(conversation, access, request.user))


def _access(request):
    access = waiting.access_on(request)
    if not access.is_staff:
        raise Forbidden
    return access
