"""What a message's text may be, and what is stored of it."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)

WHITE_SPACE = (
    "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
)


@pytest.fixture
async def socket(sockets, visitor, conversation, settings):
    settings.WAGTAIL_LIVECHAT = {"RATE_LIMITS": False}
    return await sockets.visitor(visitor, conversation)


async def stored(socket, body):
    """The text that everybody is shown."""
    assert (await socket.post(body))["type"] == "ok"
    return (await socket.event("message.posted"))["message"]["body"]


async def test_all_unicode_white_space_is_trimmed_at_both_ends_and_kept_between(socket):
    assert await stored(socket, f"{WHITE_SPACE}a{WHITE_SPACE}b{WHITE_SPACE}") == (
        f"a{WHITE_SPACE}b"
    )


@pytest.mark.parametrize("character", ["\x1c", "\x1f", "\u200b", "\u180e", "\u2060"])
async def test_what_only_looks_like_white_space_is_kept(socket, character):
    assert await stored(socket, f"{character}a{character}") == f"{character}a{character}"


async def test_line_ends_of_windows_become_line_feeds(socket):
    assert await stored(socket, "one\r\ntwo\rthree\n\r\nfour") == "one\ntwo\rthree\n\nfour"


@pytest.mark.parametrize("body", ["\U0001f600" * 4000, "a" * 4000, " " + "\u00e9" * 4000 + "\n"])
async def test_four_thousand_code_points_are_the_longest_text(socket, body):
    assert await stored(socket, body) == body.strip()


async def test_one_code_point_more_is_too_long(socket):
    assert (await socket.post("a" * 4000))["type"] == "ok"
    assert (await socket.post("a" * 4001))["code"] == "too_long"
    assert (await socket.call("ping"))["last_seq"] == 2


@pytest.mark.parametrize("body", ["", " ", WHITE_SPACE, None, 7, ["a"], {"a": 1}, True])
async def test_no_text_is_a_bad_value(socket, body):
    assert (await socket.post("Something"))["type"] == "ok"
    assert (await socket.post(body))["code"] == "bad_value"
    assert (await socket.call("ping"))["last_seq"] == 2


@pytest.mark.parametrize("body", ["a\\u0000b", "a\\ud800b", "\\udc00", "\\ude00\\ud83d"])
async def test_nul_and_lone_surrogates_are_a_bad_value(socket, body):
    client_id = "0b0e5a52-6a0f-4c57-8a3a-5a4f6d1c2e01"
    frame = '{"type":"message.post","ref":"x","client_id":"%s","body":"%s"}'
    await socket.send_text(frame % (client_id, "a\\ud83d\\ude00b"))
    assert (await socket.reply("x"))["type"] == "ok"
    await socket.send_text(frame % (client_id, body))
    assert (await socket.reply("x"))["code"] == "bad_value"


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE livechat_message; --",
        '"access":"@"',
        "%s %(x)s {0} {{ x }}",
        "\u202eright to left\u202c \u0627\u0644",
        "e\u0301 and \u00e9 are two texts",
    ],
)
async def test_every_other_text_arrives_as_it_was_written(
    socket, sockets, staff, conversation, body
):
    sam = await sockets.staff_in(conversation, staff.sam)
    assert await stored(socket, body) == body
    assert (await sam.event("message.posted"))["message"]["body"] == body
    again = await sam.call("conversation.open", conversation=conversation["id"], after=1)
    assert again["messages"][0]["body"] == body


@pytest.mark.parametrize(
    "client_id",
    [
        "",
        "7",
        7,
        None,
        "{0b0e5a52-6a0f-4c57-8a3a-5a4f6d1c2e01}",
        "0b0e5a526a0f4c578a3a5a4f6d1c2e01",
    ],
)
async def test_a_client_id_that_is_no_uuid_is_a_bad_value(socket, client_id):
    assert (await socket.post("Hi"))["type"] == "ok"
    assert (await socket.post("Hi", client_id=client_id))["code"] == "bad_value"
