"""
Every visitor command against everybody: the owner of the conversation is served, for everybody
else it is not there. A command without a row here fails.
"""

import uuid

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings

from livechat import identity
from livechat.protocol.commands import VISITOR_COMMANDS

from .conftest import PEOPLE

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = {
    "hello": {"v": 1},
    "ping": {},
    "message.post": {"client_id": str(uuid.uuid4()), "body": "Hi"},
    "typing.set": {"on": True},
    "read.mark": {"seq": 1},
    "history.get": {"before": 2},
    "page.visited": {"url": "http://testserver/shop/", "title": "Shop"},
    "conversation.close": {},
    "conversation.rate": {"score": 5},
    "visitor.update": {"name": "Grace"},
    "consent.withdraw": {},
    "transcript.request": {"email": "grace@example.com"},
}
SOCKET_ONLY = {"hello"}


def test_sec_09_every_command_has_a_row():
    assert set(ROWS) >= set(VISITOR_COMMANDS)
    assert set(ROWS) - set(VISITOR_COMMANDS) <= {"transcript.request"}


@pytest.mark.parametrize("kind", [*VISITOR_COMMANDS])
def test_sec_09_over_http(browsers, visitor, conversation, kind):
    def ask(name, conversation_id=conversation["id"]):
        answer = browsers[name].post(
            f"/livechat/conversations/{conversation_id}/commands/",
            {"type": kind, "ref": "1"} | ROWS[kind],
            content_type="application/json",
        )
        return answer.status_code, answer.json().get("code", "ok")

    assert ask("visitor") == ((400, "unknown_type") if kind in SOCKET_ONLY else (200, "ok"))
    for name in set(PEOPLE) - {"visitor"}:
        assert ask(name) == (404, "not_found"), name
    assert ask("visitor", uuid.uuid4()) == (404, "not_found")


async def test_on_the_socket(browsers, sockets, visitor, conversation):
    names = (identity.COOKIE_NAME, settings.SESSION_COOKIE_NAME)
    for name in PEOPLE:
        jar = await sync_to_async(lambda client: client.cookies)(browsers[name])
        cookie = "; ".join(f"{each}={jar[each].value}" for each in names if each in jar)
        path = f"/livechat/ws/visitor/{conversation['id']}/"
        socket = await sockets.open(path, cookie)
        assert socket.accepted
        if name == "visitor":
            for kind in VISITOR_COMMANDS:
                reply = await socket.call(kind, **ROWS[kind])
                assert reply["type"] == "ok", (kind, reply)
        else:
            assert await socket.next() == {"type": "close", "code": 4404}, name


@pytest.mark.parametrize("kind", ["conversation.claim", "note.post", "inbox.get", "staff.list"])
async def test_staff_commands_do_not_exist_for_visitors(sockets, visitor, conversation, kind):
    tab = await sockets.visitor(visitor, conversation)
    assert (await tab.call("ping"))["type"] == "ok"
    reply = await tab.call(
        kind, conversation=conversation["id"], view="all", **ROWS["message.post"]
    )
    assert reply["code"] == "unknown_type"
    assert (await sync_to_async(visitor.command)(conversation, kind)).status_code == 400
