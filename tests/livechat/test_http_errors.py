"""What the visitor's addresses answer to what they cannot use: the error frame as JSON."""

import json
import secrets
import uuid

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db(transaction=True)


def refusal(answer):
    """(status, code); every refusal is an error frame."""
    frame = answer.json()
    assert frame["type"] == "error"
    assert set(frame) <= {"type", "ref", "code", "message", "retry_after"}
    assert frame["message"]
    return answer.status_code, frame["code"]


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '"text"', "[" * 5000, b"\xff\xfe", '{"type": NaN}']
)
@pytest.mark.parametrize("address", ["conversations/", "conversations/{id}/commands/"])
def test_what_is_no_json_object_is_a_bad_frame(visitor, conversation, address, body):
    assert visitor.command(conversation, "ping").status_code == 200
    answer = visitor.post(address.format(**conversation), body)
    assert refusal(answer) == (400, "bad_frame")


def test_more_than_a_frames_bytes_is_too_big(visitor, conversation):
    address = f"conversations/{conversation['id']}/commands/"
    frame = {"type": "ping", "ref": "1", "padding": ""}
    room = 16_384 - len(json.dumps(frame))
    fits = json.dumps(frame | {"padding": "a" * room})
    assert len(fits) == 16_384
    assert visitor.post(address, fits).status_code == 200
    answer = visitor.post(address, json.dumps(frame | {"padding": "a" * (room + 1)}))
    assert answer.status_code == 413
    assert answer.json()["type"] == "error"


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("put", "conversations/"),
        ("delete", "conversations/"),
        ("post", "conversations/{id}/messages/"),
        ("get", "conversations/{id}/commands/"),
        ("post", "availability/"),
        ("delete", "availability/"),
        ("post", "health/"),
    ],
)
def test_a_method_that_an_address_does_not_take_is_named_as_such(
    visitor, conversation, method, address
):
    client = Client(enforce_csrf_checks=True)
    client.cookies = visitor.client.cookies
    answer = getattr(client, method)("/livechat/" + address.format(**conversation))
    assert answer.status_code == 405
    assert answer.json()["type"] == "error"
    assert answer["Allow"]


def test_a_command_over_http_has_a_reply_with_a_null_ref_if_none_was_given(visitor, conversation):
    address = f"conversations/{conversation['id']}/commands/"
    assert visitor.post(address, {"type": "ping"}).json() == {
        "type": "ok",
        "ref": None,
        "last_seq": 1,
    }
    assert visitor.post(address, {"type": "nonsense"}).json()["ref"] is None


def test_an_error_over_http_has_the_ref_of_its_command(visitor, conversation):
    answer = visitor.command(conversation, "nonsense", ref="abc")
    assert refusal(answer) == (400, "unknown_type")
    assert answer.json()["ref"] == "abc"


def test_hello_is_for_sockets_only(visitor, conversation):
    assert refusal(visitor.command(conversation, "hello", v=1)) == (400, "unknown_type")


def test_conflict_and_closed_are_409(visitor, conversation):
    client_id = str(uuid.uuid4())
    assert visitor.say(conversation, "One", client_id=client_id)["type"] == "ok"
    answer = visitor.command(conversation, "message.post", client_id=client_id, body="Two")
    assert refusal(answer) == (409, "conflict")
    assert visitor.command(conversation, "conversation.close").status_code == 200
    answer = visitor.command(
        conversation, "message.post", client_id=str(uuid.uuid4()), body="Three"
    )
    assert refusal(answer) == (409, "closed")


def test_too_fast_is_429_and_says_when_to_come_back(visitor, conversation):
    answers = []
    while not answers or (answers[-1].status_code == 200 and len(answers) < 100):
        values = {"client_id": str(uuid.uuid4()), "body": "Hi"}
        answers.append(visitor.command(conversation, "message.post", **values))
    assert len(answers) > 10
    assert refusal(answers[-1]) == (429, "rate_limited")
    assert int(answers[-1]["Retry-After"]) >= 1
    assert answers[-1].json()["retry_after"] > 0


def test_answers_with_private_content_are_not_cached(visitor, conversation):
    for answer in (
        visitor.get("conversations/"),
        visitor.get(f"conversations/{conversation['id']}/messages/"),
        visitor.command(conversation, "ping"),
        visitor.post("conversations/", {"key": secrets.token_urlsafe(16)}),
    ):
        assert "no-store" in answer["Cache-Control"]
