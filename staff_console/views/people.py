"""Who sees a conversation and why, taking invitations back, and erasing: for its side panel."""

from django.http import JsonResponse

from livechat.access import Level
from livechat.actions import conversations
from livechat.actions.erasing import erase
from livechat.doors import find_conversation
from livechat.errors import BadValue
from livechat.explanation import explain_people
from livechat.handling.staff import find_colleague
from livechat.models import ConversationUserGrant, display_name
from livechat.views.answers import json_body

from ..waiting import access_on
from .answers import staff_address


@staff_address("GET", "HEAD")
def people(request, public_id):
    """
    ``invited``: whom colleagues invited, for those who may invite. ``people``: everybody who sees
    it, each with the reasons in words, for those who manage it.
    """
    conversation, level = _found(request, public_id, Level.REPLY)
    answer = {"access": level.word, "invited": _invited(conversation)}
    if level >= Level.MANAGE:
        answer["people"] = [_explained(each) for each in explain_people(conversation)]
    return JsonResponse(answer)


@staff_address("POST")
def uninvite(request, public_id):
    """Take back the invitation of ``{"staff": id}``."""
    conversation, _level = _found(request, public_id, Level.REPLY)
    guest = find_colleague(_staff_id(json_body(request)), only_active=False)
    conversations.uninvite(conversation, request.user, guest)
    return JsonResponse({"invited": _invited(conversation)})


@staff_address("POST")
def erasure(request, public_id):
    """Erase the conversation for good."""
    conversation, _level = _found(request, public_id, Level.MANAGE)
    erase(conversation, request.user)
    return JsonResponse({"erased": str(public_id)})


def _found(request, public_id, needs):
    access = access_on(request)
    conversation = find_conversation(access, str(public_id), needs)
    return conversation, access.level(conversation)


def _staff_id(data):
    if not isinstance(data, dict) or not isinstance(data.get("staff"), str):
        raise BadValue("staff: an id is missing.")
    return data["staff"]


def _invited(conversation):
    rows = ConversationUserGrant.objects.filter(content_object=conversation, is_invitation=True)
    rows = rows.select_related("user__livechat_profile").order_by("pk")
    return [{"id": str(row.user_id), "name": display_name(row.user)} for row in rows]


def _explained(each):
    return {
        "id": str(each.user.pk),
        "name": display_name(each.user),
        "access": each.level.word,
        "reasons": each.reasons,
        "invited": each.is_invited,
    }
