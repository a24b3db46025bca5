"""What helps with writing: whom a note may name, notes about the visitor, canned replies used."""

from django.db.models import F
from django.http import JsonResponse

from livechat.access import Level
from livechat.actions.mentions import mentionable
from livechat.doors import find_conversation
from livechat.errors import NotFound
from livechat.models import display_name
from livechat.protocol.commands import Body, Command, Uuid, validated
from livechat.views.answers import json_body

from .. import visitor_notes
from ..models import CannedReply
from ..waiting import access_on
from .answers import staff_address


class NoteAbout(Command):
    """A note about a visitor, as its form sends it."""

    client_id: Uuid
    body: Body


@staff_address("GET", "HEAD")
def people(request, public_id):
    """Whom a note in this conversation may name."""
    found = mentionable(_found(request, public_id))
    people = [{"id": str(user.pk), "name": display_name(user)} for user in found]
    return JsonResponse({"people": people})


@staff_address("POST")
def write_note(request, public_id):
    """``{"client_id", "body"}``; the notes about the visitor as they are then."""
    conversation = _found(request, public_id)
    note = validated(NoteAbout, json_body(request))
    visitor_notes.write(conversation, request.user, note.client_id, note.body)
    return _notes(request, conversation)


@staff_address("POST")
def delete_note(request, public_id, note_id):
    conversation = _found(request, public_id)
    visitor_notes.delete(conversation, access_on(request), request.user, note_id)
    return _notes(request, conversation)


@staff_address("POST")
def canned_reply_used(request, pk):
    """One more time."""
    usable = CannedReply.objects.usable_by(access_on(request)).filter(pk=pk)
    if not access_on(request).is_staff or not usable.update(uses=F("uses") + 1):
        raise NotFound
    return JsonResponse({})


def _found(request, public_id):
    return find_conversation(access_on(request), str(public_id), Level.REPLY)


def _notes(request, conversation):
    notes = visitor_notes.about(conversation, access_on(request), request.user)
    return JsonResponse({"notes": notes})
