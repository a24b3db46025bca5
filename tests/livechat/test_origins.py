"""Which pages may use the chat: scheme, host and port of the Origin, everywhere."""

import secrets
import uuid

import pytest
from asgiref.sync import sync_to_async

from tests.sockets import ORIGIN, session_cookie

pytestmark = pytest.mark.django_db(transaction=True)

OWN = [ORIGIN, "http://TESTSERVER", "http://testserver:80"]
FOREIGN = [
    "https://testserver",
    "http://testserver:8080",
    "http://www.testserver",
    "http://evil.example",
    "http://testserver.evil.example",
    "http://eviltestserver",
    "http://user@testserver",
    "http://testserver/path",
    "null",
    "",
    "testserver",
    "file://",
]


@pytest.mark.parametrize("origin", OWN)
async def test_sec_21_a_socket_from_ones_own_pages_is_let_in(
    sockets, conversation, visitor, origin
):
    path = f"/livechat/ws/visitor/{conversation['id']}/"
    socket = await sockets.open(path, visitor.cookie, origin=origin)
    assert (await socket.call("hello", v=1))["type"] == "ok"


@pytest.mark.parametrize(
    "origin", [*FOREIGN, None, [ORIGIN, ORIGIN], [ORIGIN, "http://evil.example"]]
)
async def test_sec_21_a_socket_from_elsewhere_is_refused(sockets, conversation, visitor, origin):
    path = f"/livechat/ws/visitor/{conversation['id']}/"
    assert (await sockets.open(path, visitor.cookie)).accepted
    assert not (await sockets.open(path, visitor.cookie, origin=origin)).accepted


@pytest.mark.parametrize("origin", ["http://evil.example", "null", None, [ORIGIN, ORIGIN]])
async def test_sec_21_a_staff_socket_from_elsewhere_is_refused(sockets, staff, origin):
    cookie = await sync_to_async(session_cookie)(staff.sam)
    assert (await sockets.open("/livechat/ws/staff/", cookie)).accepted
    assert not (await sockets.open("/livechat/ws/staff/", cookie, origin=origin)).accepted


async def test_a_configured_origin_may_use_the_socket(sockets, conversation, visitor, settings):
    path = f"/livechat/ws/visitor/{conversation['id']}/"
    other = "https://shop.example:8443"
    assert not (await sockets.open(path, visitor.cookie, origin=other)).accepted
    settings.WAGTAIL_LIVECHAT = {"ALLOWED_ORIGINS": [other]}
    assert (await sockets.open(path, visitor.cookie, origin=other)).accepted
    near = "https://shop.example"
    assert not (await sockets.open(path, visitor.cookie, origin=near)).accepted


def post_all(visitor, conversation, **headers):
    """Every state-changing address of a visitor."""
    wish = {"key": secrets.token_urlsafe(16), "client_id": str(uuid.uuid4()), "body": "Hi"}
    commands = f"conversations/{conversation['id']}/commands/"
    return [
        visitor.post("conversations/", wish, **headers),
        visitor.post(commands, {"type": "ping"}, **headers),
    ]


@pytest.mark.parametrize("origin", [*OWN, None])
def test_a_request_of_our_own_or_without_origin_changes_state(visitor, conversation, origin):
    headers = {} if origin is None else {"Origin": origin}
    answers = post_all(visitor, conversation, **headers)
    assert [answer.status_code for answer in answers] == [201, 200]


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_request_with_a_foreign_origin_changes_nothing(visitor, conversation, origin):
    for answer in post_all(visitor, conversation, Origin=origin):
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert len(visitor.get("conversations/").json()["conversations"]) == 1


def test_a_foreign_page_is_told_nothing_that_it_could_read(visitor, conversation):
    answer = visitor.client.get(
        "/livechat/conversations/", headers={"Origin": "http://evil.example"}
    )
    assert "Access-Control-Allow-Origin" not in answer
