"""Two colleagues do not answer the same question unknowingly, however slow the news."""

import asyncio
import uuid

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def desks(sockets, conversation, staff):
    """Sam's, Mona's and the admin's consoles in the conversation: ``{login: socket}``."""
    names = ("sam", "mona", "admin")
    return {name: await sockets.staff_in(conversation, getattr(staff, name)) for name in names}


@pytest.fixture
def here(conversation):
    return {"conversation": conversation["id"]}


async def said(desk, here):
    opened = await desk.call("conversation.open", after=0, **here)
    return [each["body"] for each in opened["messages"] if each["kind"] != "event"]


async def test_an_answer_whose_author_has_not_seen_a_colleagues_is_not_stored(desks, here):
    sam, mona, _admin = desks.values()
    seen = sam.opened["last_seq"]
    assert (await sam.post("Yes", seen=seen, **here))["type"] == "ok"
    key = str(uuid.uuid4())
    refused = await mona.post("No", client_id=key, seen=seen, **here)
    assert (refused["type"], refused["code"]) == ("error", "conflict")
    assert await said(mona, here) == ["Hello", "Yes"]
    # Knowingly it goes: with what she has seen by now, or without asking.
    now = (await mona.call("conversation.open", **here))["last_seq"]
    assert (await mona.post("No", client_id=key, seen=now, **here))["type"] == "ok"
    assert (await sam.post("Well", **here))["type"] == "ok"
    # Sent again because its answer was lost, it is the same one, whoever came in between.
    assert (await mona.post("No", client_id=key, seen=now, **here))["type"] == "ok"
    assert await said(mona, here) == ["Hello", "Yes", "No", "Well"]


async def test_ones_own_answers_notes_and_what_the_visitor_says_are_in_nobodys_way(
    desks, here, sockets, visitor, conversation
):
    sam, mona, _admin = desks.values()
    seen = {"seen": sam.opened["last_seq"]}
    assert (await sam.post("One", **seen, **here))["type"] == "ok"
    assert (await sam.post("Two", **seen, **here))["type"] == "ok"
    now = {"seen": (await mona.call("conversation.open", **here))["last_seq"]}
    note = {"client_id": str(uuid.uuid4()), "body": "Aside"}
    assert (await sam.call("note.post", **note, **here))["type"] == "ok"
    tab = await sockets.visitor(visitor, conversation)
    assert (await tab.post("And the price?"))["type"] == "ok"
    assert (await mona.post("Three", **now, **here))["type"] == "ok"
    assert await said(mona, here) == ["Hello", "One", "Two", "Aside", "And the price?", "Three"]


async def test_of_several_who_answer_in_the_same_moment_one_does(desks, here):
    seen = {"seen": desks["sam"].opened["last_seq"]}
    replies = await asyncio.gather(
        *(desk.post(name, **seen, **here) for name, desk in desks.items())
    )
    outcomes = [reply.get("code", "ok") for reply in replies]
    assert sorted(outcomes) == ["conflict", "conflict", "ok"]
    assert await said(desks["sam"], here) == ["Hello", list(desks)[outcomes.index("ok")]]


async def test_what_was_seen_is_a_number_or_left_out(desks, here):
    sam = desks["sam"]
    for odd in (-1, "1", 1.5, [], 2**70):
        assert (await sam.post("Hi", seen=odd, **here))["code"] == "bad_value", odd
    for fine in (None, 0, 2**50):
        assert (await sam.post("Hi", seen=fine, **here))["type"] == "ok", fine
