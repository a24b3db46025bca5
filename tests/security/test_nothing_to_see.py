"""
What tests/roles does not ask of its addresses and commands: that a forbidden conversation looks
like a missing one to the last byte, that a deactivated person's session opens nothing, and that
reading only is reading only whatever is sent.
"""

import json
import uuid

import pytest
from django.urls import reverse

from livechat.actions import conversations
from livechat.handling.staff import BOUND
from livechat.models import Conversation
from tests.admin import client_of

pytestmark = pytest.mark.django_db(transaction=True)

ABOUT_ONE = {
    "staff_console:conversation": "GET",
    "staff_console:surroundings": "GET",
    "staff_console:people": "GET",
    "staff_console:uninvite": "POST",
    "staff_console:erase": "POST",
    "staff_console:attachments": "POST",
}
VALUES = {
    "seq": 1,
    "before": 5,
    "body": "Hello",
    "on": True,
    "department": "sales",
    "tags": ["a"],
    "priority": 1,
    "card": "page",
    "id": "1",
}


@pytest.fixture
def conversation(visitor):
    return Conversation.objects.get(public_id=visitor.start()["id"])


def ask(client, method, name, public_id):
    address = reverse(name, args=[public_id])
    if method == "GET":
        return client.get(address)
    return client.post(address, '{"staff": "1"}', content_type="application/json")


def send(client, staff, kind, public_id):
    frame = {"type": kind, "ref": "1", "conversation": str(public_id)} | VALUES
    frame |= {
        "client_id": str(uuid.uuid4()),
        "to": str(staff.mona.pk),
        "staff": str(staff.eddie.pk),
    }
    address = reverse("staff_console:commands")
    return client.post(address, json.dumps(frame), content_type="application/json")


@pytest.mark.parametrize("name", ABOUT_ONE)
def test_sec_01_forbidden_and_missing_are_the_same(staff, conversation, name):
    client = client_of(staff.sasha)
    answers = []
    for public_id in (conversation.public_id, uuid.uuid4()):
        answer = ask(client, ABOUT_ONE[name], name, public_id)
        body = answer.content.decode().replace(str(public_id), "<id>")
        headers = {name: value for name, value in answer.items() if name != "Expires"}
        answers.append((answer.status_code, body, headers))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.parametrize("kind", BOUND)
def test_so_they_are_for_every_command(staff, conversation, kind):
    client = client_of(staff.sasha)
    there, missing = (
        send(client, staff, kind, public_id) for public_id in (conversation.public_id, uuid.uuid4())
    )
    assert there.status_code == missing.status_code == 404
    assert there.content == missing.content


def test_a_deactivated_persons_session_opens_nothing(staff, conversation):
    client = client_of(staff.sam)
    assert (
        ask(client, "GET", "staff_console:conversation", conversation.public_id).status_code == 200
    )
    staff.sam.is_active = False
    staff.sam.save()
    for name, method in ABOUT_ONE.items():
        assert ask(client, method, name, conversation.public_id).status_code in (302, 403)
    for kind in BOUND:
        assert send(client, staff, kind, conversation.public_id).status_code == 403


def test_sec_08_an_observer_changes_nothing_whatever_they_send(staff, conversation):
    conversations.claim(conversation, staff.sam)

    def state():
        row = Conversation.objects.filter(pk=conversation.pk).values().get()
        return row, list(conversation.messages.values())

    before, client = state(), client_of(staff.olive)
    for kind in BOUND:
        send(client, staff, kind, conversation.public_id)
    for name, method in ABOUT_ONE.items():
        ask(client, method, name, conversation.public_id)
    assert state() == before
