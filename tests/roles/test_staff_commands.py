"""
Every staff command against everybody, about a conversation in support: over the socket, and over
HTTP. A command without a row here fails.
"""

import uuid
from types import SimpleNamespace

import pytest
from asgiref.sync import sync_to_async

from livechat.models import Conversation
from livechat.protocol.commands import STAFF_COMMANDS

pytestmark = pytest.mark.django_db(transaction=True)

LEVELS = {"sasha": "none", "olive": "join", "sam": "reply", "mona": "manage", "admin": "manage"}
EVERYBODY = SimpleNamespace(none="ok", join="ok", reply="ok", manage="ok")
READERS = SimpleNamespace(none="not_found", join="ok", reply="ok", manage="ok")
AGENTS = SimpleNamespace(none="not_found", join="forbidden", reply="ok", manage="ok")
MANAGERS = SimpleNamespace(none="not_found", join="forbidden", reply="forbidden", manage="ok")


def row(who, needs=None, **values):
    """``needs``: the state that the conversation must be in; ``values``: the command's fields."""
    return who, needs, values


def text():
    return {"client_id": str(uuid.uuid4()), "body": "Hi"}


ROWS = {
    "hello": [row(EVERYBODY, v=1)],
    "ping": [row(EVERYBODY)],
    "availability.set": [row(EVERYBODY, state="away")],
    "inbox.get": [row(EVERYBODY, view="all")],
    "staff.list": [row(EVERYBODY, conversation=None), row(READERS)],
    "conversation.open": [row(READERS), row(READERS, needs="closed")],
    "conversation.leave": [row(READERS)],
    "history.get": [row(READERS, before=2)],
    "read.mark": [row(READERS, seq=1)],
    "message.post": [row(AGENTS, **text())],
    "note.post": [row(AGENTS, **text()), row(AGENTS, needs="closed", **text())],
    "card.post": [row(AGENTS, client_id=str(uuid.uuid4()), card="page", id="{home}")],
    "typing.set": [row(AGENTS, on=True)],
    "conversation.claim": [row(AGENTS)],
    "conversation.release": [row(AGENTS), row(MANAGERS, needs="of another")],
    "conversation.assign": [row(MANAGERS, to="{other agent}")],
    "conversation.transfer": [row(AGENTS, department="sales")],
    "conversation.invite": [row(AGENTS, staff="{eddie}")],
    "conversation.close": [row(AGENTS)],
    "conversation.reopen": [row(AGENTS, needs="closed")],
    "conversation.tag": [row(AGENTS, tags=["lamp"])],
    "conversation.prioritize": [row(AGENTS, priority=2), row(AGENTS, needs="closed", priority=1)],
}
CASES = [(kind, *each) for kind, rows in ROWS.items() for each in rows]


def test_sec_09_every_command_has_a_row():
    assert set(ROWS) == set(STAFF_COMMANDS)


@pytest.fixture
def prepare(new_visitor, site, staff, django_user_model):
    """``prepare(needs, values)``: a fresh conversation in that state, and the frame's fields."""
    agent = django_user_model.objects.create_superuser("another", "another@example.com", "x")
    names = {"{other agent}": str(agent.pk), "{eddie}": str(staff.eddie.pk)}
    names["{home}"] = str(site.home.pk)

    def make(needs, values):
        conversation = new_visitor().start(site.home)
        rows = Conversation.objects.filter(public_id=conversation["id"])
        if needs == "closed":
            rows.update(status="closed")
        elif needs == "of another":
            rows.update(status="open", assignee=agent)
        filled = {
            name: names.get(value, value) if isinstance(value, str) else value
            for name, value in values.items()
        }
        return {"conversation": conversation["id"]} | filled

    return make


def outcome(reply):
    return reply.get("code", reply["type"])


@pytest.mark.parametrize("name", LEVELS)
async def test_sec_07_sec_09_on_the_socket(sockets, staff, prepare, name):
    socket = await sockets.staff(getattr(staff, name))
    found, expected = {}, {}
    for kind, who, needs, values in CASES:
        frame = await sync_to_async(prepare)(needs, values)
        found[kind, needs, *values] = outcome(await socket.call(kind, **frame))
        expected[kind, needs, *values] = getattr(who, LEVELS[name])
    assert found == expected


STATUSES = {"ok": 200, "forbidden": 403, "not_found": 404}


@pytest.mark.parametrize("name", LEVELS)
def test_sec_07_sec_09_over_http(browsers, prepare, name):
    found, expected = {}, {}
    for kind, who, needs, values in CASES:
        answer = send(browsers[name], kind, prepare(needs, values))
        found[kind, needs, *values] = answer.status_code, outcome(answer.json())
        code = getattr(who, LEVELS[name])
        expected[kind, needs, *values] = STATUSES[code], code
    assert found == expected


@pytest.mark.parametrize("name", ["anonymous", "other", "visitor", "eddie"])
def test_sec_07_over_http_strangers_and_editors_get_nothing(browsers, prepare, name):
    for kind, _who, needs, values in CASES:
        answer = send(browsers[name], kind, prepare(needs, values))
        refused = answer.status_code, outcome(answer.json())
        assert refused in ((403, "forbidden"), (404, "not_found")), kind


def send(client, kind, values):
    frame = {"type": kind, "ref": "1"} | values
    return client.post("/admin/chat/api/commands/", frame, content_type="application/json")


async def test_strangers_and_editors_have_no_staff_socket(sockets, staff, visitor, conversation):
    assert (await sockets.staff(staff.sam)).hello["type"] == "ok"
    assert not (await sockets.open("/livechat/ws/staff/")).accepted
    assert not (await sockets.open("/livechat/ws/staff/", visitor.cookie)).accepted
    eddie = await sockets.staff(staff.eddie, hello=False)
    assert await eddie.next() == {"type": "close", "code": 4403}


@pytest.mark.parametrize(
    "conversation_id", ["6e1f2b0c-3f0e-4c5e-9d51-0a4f6f4c9a11", "nonsense", "", 7, None]
)
async def test_a_conversation_that_is_none_is_not_there_for_anybody(
    sockets, staff, prepare, conversation_id
):
    for name in ("sam", "admin"):
        socket = await sockets.staff(getattr(staff, name))
        for kind, rows in ROWS.items():
            who, needs, values = rows[0]
            if who is EVERYBODY:
                continue
            frame = await sync_to_async(prepare)(needs, values)
            assert outcome(await socket.call(kind, **frame)) in ("ok", "forbidden"), kind
            reply = await socket.call(kind, **frame | {"conversation": conversation_id})
            assert reply["code"] in ("not_found", "bad_value"), kind
            if isinstance(conversation_id, str):
                assert reply["code"] == "not_found", kind
