"""
One action on many conversations. Each is asked for its own permission and carried out on its own:
what is refused holds up none of the others.
"""

from collections import Counter
from typing import Annotated, Literal

from django.http import JsonResponse
from django.utils.translation import gettext as _
from pydantic import Field

from livechat.access import Level
from livechat.actions import conversations
from livechat.doors import find_conversation
from livechat.errors import BadValue, ChatError, Closed, Forbidden
from livechat.handling.staff import find_colleague
from livechat.protocol.commands import Command, Priority, Tags, validated
from livechat.views.answers import json_body

from ..views.answers import staff_address
from ..waiting import access_on

AT_ONCE = 100


class Bulk(Command):
    action: Literal["close", "reopen", "assign", "tag", "prioritize"]
    conversations: Annotated[list[str], Field(min_length=1, max_length=AT_ONCE)]
    to: str | None = None
    tags: Tags = []
    priority: Priority = 0


@staff_address("POST")
def bulk(request):
    """``{"done": [ids], "refused": {error code: how many}}``."""
    access = access_on(request)
    if not access.is_staff:
        raise Forbidden
    command = validated(Bulk, json_body(request))
    act = _ACTIONS[command.action](command, request.user, access)
    done, refused = [], Counter()
    for public_id in dict.fromkeys(command.conversations):
        try:
            act(find_conversation(access, public_id, Level.REPLY))
            done.append(public_id)
        except ChatError as problem:
            refused[problem.code] += 1
    return JsonResponse({"done": done, "refused": refused})


def _closing(command, user, access):
    """What is closed already is refused: to take this back must not reopen it."""

    def close(row):
        if not conversations.close(row, user):
            raise Closed

    return close


def _assigning(command, user, access):
    if command.to is None:
        raise BadValue("to: an id is missing.")
    colleague = find_colleague(command.to)
    return lambda row: conversations.assign(row, user, colleague, access.level(row))


def _tagging(command, user, access):
    if not any(command.tags):
        raise BadValue(_("tags: Please give at least one."))
    return lambda row: conversations.add_tags(row, command.tags)


_ACTIONS = {
    "close": _closing,
    "reopen": lambda command, user, access: lambda row: conversations.reopen(row, user),
    "assign": _assigning,
    "tag": _tagging,
    "prioritize": lambda command, user, access: (
        lambda row: conversations.prioritize(row, command.priority)
    ),
}
