"""The envelope of a socket: hello first, refs, bad frames, sizes and the codes that end it."""

import json

import pytest

from livechat.consumers import base
from livechat.protocol import codes

pytestmark = pytest.mark.django_db(transaction=True)


NAN = '{"type": "ping", "ref": "1", "why": NaN}'


@pytest.fixture
async def socket(sockets, visitor, conversation):
    return await sockets.visitor(visitor, conversation)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "null",
        "7",
        '"ping"',
        "{}",
        '{"type": 7}',
        '{"type": null}',
        "[" * 5000,
        "NaN",
        NAN,
    ],
)
async def test_what_is_no_frame_gets_bad_frame_and_the_socket_stays(socket, text):
    await socket.send_text(text)
    frame = await socket.answer()
    assert (frame["type"], frame["ref"], frame["code"]) == ("error", None, "bad_frame")
    assert (await socket.call("ping"))["type"] == "ok"


async def test_a_binary_frame_is_a_bad_frame(socket):
    await socket.communicator.send_to(bytes_data=b'{"type":"ping","ref":"1"}')
    frame = await socket.answer()
    assert (frame["code"], frame["ref"]) == ("bad_frame", None)


async def test_an_unknown_type_is_named_as_such_with_its_ref(socket):
    frame = await socket.call("no.such.command")
    assert (frame["type"], frame["code"]) == ("error", "unknown_type")
    assert frame["message"]


@pytest.mark.parametrize("ref", ["1", "", "a" * 64, "\u00e9\u2003\U0001f600", " x "])
async def test_a_ref_comes_back_as_it_was_sent(socket, ref):
    await socket.send(type="ping", ref=ref)
    assert (await socket.answer()) == {"type": "ok", "ref": ref, "last_seq": 1}


@pytest.mark.parametrize("ref", ["a" * 65, 7, ["x"], True, {}])
async def test_a_ref_that_is_none_is_a_bad_value(socket, ref):
    await socket.send(type="ping", ref=ref)
    frame = await socket.answer()
    assert (frame["type"], frame["code"], frame["ref"]) == ("error", "bad_value", None)


async def test_without_a_ref_a_command_is_carried_out_and_not_answered(socket):
    await socket.send(
        type="message.post", client_id="0b0e5a52-6a0f-4c57-8a3a-5a4f6d1c2e01", body="Quiet"
    )
    await socket.event("message.posted")
    assert (await socket.call("ping"))["last_seq"] == 2
    assert [frame for frame in socket.events if frame["type"] == "ok"] == []


async def test_without_a_ref_an_error_still_comes(socket):
    await socket.send(type="read.mark", seq="seven")
    frame = await socket.answer()
    assert (frame["type"], frame["code"], frame["ref"]) == ("error", "bad_value", None)


async def test_before_hello_nothing_is_carried_out(sockets, visitor, conversation):
    socket = await sockets.visitor(visitor, conversation, hello=False)
    frame = await socket.post("Too early")
    assert (frame["type"], frame["code"]) == ("error", "bad_frame")
    hello = await socket.call("hello", v=1)
    assert (hello["type"], hello["last_seq"]) == ("ok", 1)


async def test_another_version_is_told_so_and_may_say_hello_again(sockets, visitor, conversation):
    socket = await sockets.visitor(visitor, conversation, hello=False)
    assert (await socket.call("hello", v=2))["code"] == "unsupported_version"
    assert (await socket.call("ping"))["code"] == "bad_frame"
    assert (await socket.call("hello", v=1))["type"] == "ok"


async def test_who_never_says_hello_is_sent_away(sockets, visitor, conversation, monkeypatch):
    assert codes.HELLO_WITHIN == 10
    monkeypatch.setattr(codes, "HELLO_WITHIN", 0.2)
    polite = await sockets.visitor(visitor, conversation)
    silent = await sockets.visitor(visitor, conversation, hello=False)
    assert await silent.next() == {"type": "close", "code": 4408}
    assert (await polite.call("ping"))["type"] == "ok"


async def test_twenty_bad_frames_in_a_minute_end_the_socket(socket):
    for _ in range(19):
        await socket.send_text("{")
        assert (await socket.answer())["code"] == "bad_frame"
    assert (await socket.call("ping"))["type"] == "ok"
    await socket.send_text("{")
    assert await socket.closed() == 4400


def padded(size, character="a"):
    empty = json.dumps({"type": "ping", "ref": "1", "x": ""}, ensure_ascii=False)
    width = len(character.encode())
    count, rest = divmod(size - len(empty), width)
    padding = character * count + "a" * rest
    text = json.dumps({"type": "ping", "ref": "1", "x": padding}, ensure_ascii=False)
    assert len(text.encode()) == size
    return text


@pytest.mark.parametrize("character", ["a", "\u00e9", "\U0001f600"])
async def test_a_frame_of_16384_bytes_is_the_largest(sockets, visitor, conversation, character):
    socket = await sockets.visitor(visitor, conversation)
    await socket.send_text(padded(16_384, character))
    assert (await socket.answer())["type"] == "ok"
    await socket.send_text(padded(16_385, character))
    assert await socket.closed() == 4413


async def test_more_than_256_unserved_frames_end_the_socket(sockets, visitor, conversation):
    socket = await sockets.visitor(visitor, conversation)
    for _ in range(300):
        await socket.send(type="history.get", before=2)
    assert await socket.closed() == 4429


async def test_a_flood_ends_the_socket_unless_limits_are_off(
    sockets, visitor, conversation, settings, monkeypatch
):
    monkeypatch.setattr(codes, "FLOOD_FRAMES", 50)
    calm = await sockets.visitor(visitor, conversation)
    flooding = await sockets.visitor(visitor, conversation)
    for _ in range(60):
        await flooding.send(type="typing.set", on=True)
    assert await flooding.closed() == 4429
    assert (await calm.call("ping"))["type"] == "ok"
    settings.WAGTAIL_LIVECHAT = {"RATE_LIMITS": False}
    for _ in range(60):
        await calm.send(type="typing.set", on=True)
    assert (await calm.call("ping"))["type"] == "ok"


async def test_what_was_committed_before_the_close_stays(sockets, visitor, conversation):
    socket = await sockets.visitor(visitor, conversation)
    assert (await socket.post("Kept"))["type"] == "ok"
    await socket.send_text("x" * 20_000)
    assert await socket.closed() == 4413
    again = await sockets.visitor(visitor, conversation)
    assert [message["body"] for message in again.hello["messages"]] == ["Hello", "Kept"]


def test_the_close_codes_are_those_of_the_contract():
    assert {name: getattr(base.codes, name) for name in dir(codes) if "CLOSE" in name} == {
        "CLOSE_BAD_FRAMES": 4400,
        "CLOSE_SESSION_ENDED": 4401,
        "CLOSE_FORBIDDEN": 4403,
        "CLOSE_NOT_FOUND": 4404,
        "CLOSE_NO_HELLO": 4408,
        "CLOSE_TOO_BIG": 4413,
        "CLOSE_FLOODING": 4429,
        "CLOSE_RESTARTING": 4012,
    }
