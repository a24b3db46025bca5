"""Frames that are put together from their parts say the same as those made of dictionaries."""

import json
import uuid
from datetime import UTC, datetime

import pytest

from livechat.models import Message
from livechat.protocol import events, objects

AWKWARD = 'He said "hi"\\ </script> \n\t\x01 \u2028 Zoë 🙂'
CONVERSATION = "0b0e5a52-6a0f-4c57-8a3a-5a4f6d1c2e01"


def frames_of(message):
    found = events.message_posted(
        CONVERSATION,
        seq=message.seq,
        vseq=message.vseq,
        client_id=message.client_id,
        kind=message.kind,
        role=message.role,
        author_id=message.author_id,
        author_name=message.author_name,
        body=message.body,
        at=objects.timestamp(message.created_at),
        data=message.data,
    )
    return [None if text is None else json.loads(text) for text in found]


def message(**values):
    common = {
        "seq": 3,
        "vseq": 3,
        "client_id": uuid.uuid4(),
        "kind": "text",
        "role": "visitor",
        "author_name": AWKWARD,
        "body": AWKWARD,
        "created_at": datetime(2026, 1, 2, 3, 4, 5, 6000, tzinfo=UTC),
    }
    return Message(**(common | values))


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"seq": 7},
        {"author_id": 5, "role": "staff"},
        {"author_id": 5, "role": "staff", "vseq": None, "kind": "note"},
        {"kind": "file", "data": {"name": AWKWARD, "size": 3, "list": [1, None, True]}},
    ],
    ids=["a visitor's", "after a note", "a colleague's", "a note", "a file"],
)
def test_a_message_is_the_one_of_history(values):
    stored = message(**values)
    visitor, staff = frames_of(stored)
    event = {"type": "message.posted", "conversation": CONVERSATION}
    assert staff == event | {"message": objects.message(stored, objects.STAFF)}
    if stored.vseq is None:
        assert visitor is None
    else:
        assert visitor == event | {"message": objects.message(stored, objects.VISITOR)}


def test_the_ok_of_a_post_is_an_ok():
    at = "2026-01-02T03:04:05.006Z"
    text = events.stored(AWKWARD, seq=3, at=at)
    assert json.loads(text) == events.ok(AWKWARD, seq=3, at=at)
    assert text == events.encode(events.ok(AWKWARD, seq=3, at=at))
