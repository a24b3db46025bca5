"""Possession of a conversation's id is never access: not yours looks exactly like not there."""

import uuid

import pytest
from asgiref.sync import sync_to_async

from tests.sockets import session_cookie

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESSES = ["conversations/{}/", "conversations/{}/messages/", "conversations/{}/commands/"]


def everything_of(answer):
    headers = {name: value for name, value in answer.items() if name != "Expires"}
    return answer.status_code, headers, answer.content


def ask(client, path):
    if path.endswith("commands/"):
        frame = {"type": "ping", "ref": "1"}
        return client.post(f"/livechat/{path}", frame, content_type="application/json")
    return client.get(f"/livechat/{path}")


@pytest.mark.parametrize("address", ADDRESSES)
def test_over_http_a_foreign_conversation_answers_like_one_that_does_not_exist(
    new_visitor, visitor, conversation, address, staff, client
):
    assert ask(visitor.client, address.format(conversation["id"])).status_code == 200
    stranger, other, newcomer = new_visitor(), new_visitor(), new_visitor()
    other.start()
    client.force_login(staff.admin)
    for each in (newcomer.client, other.client, client):
        foreign = ask(each, address.format(conversation["id"]))
        missing = ask(each, address.format(uuid.uuid4()))
        assert foreign.status_code == 404
        assert everything_of(foreign) == everything_of(missing)
    assert ask(stranger.client, address.format("nonsense")).status_code == 404


async def test_a_foreign_socket_is_accepted_and_closed_without_a_frame(
    new_visitor, visitor, conversation, sockets, staff
):
    own = await sockets.visitor(visitor, conversation)
    assert own.hello["type"] == "ok"
    other = new_visitor()
    await sync_to_async(other.start)()
    for someone in (other, new_visitor()):
        for conversation_id in (conversation["id"], str(uuid.uuid4())):
            socket = await sockets.visitor(someone, {"id": conversation_id}, hello=False)
            assert socket.accepted
            assert await socket.next() == {"type": "close", "code": 4404}


async def test_a_staff_session_means_nothing_on_a_visitors_socket(
    conversation, sockets, staff, visitor
):
    assert (await sockets.visitor(visitor, conversation)).hello["type"] == "ok"
    cookie = await sync_to_async(session_cookie)(staff.admin)
    socket = await sockets.open(f"/livechat/ws/visitor/{conversation['id']}/", cookie)
    assert await socket.next() == {"type": "close", "code": 4404}


@pytest.mark.parametrize("path", ["ws/visitor/nonsense/", "ws/", "ws/elsewhere/", "ws/staff/x/"])
async def test_a_socket_to_no_address_is_accepted_and_closed(sockets, site, path):
    socket = await sockets.open(f"/livechat/{path}")
    assert socket.accepted
    assert await socket.next() == {"type": "close", "code": 4404}
