"""Who has a conversation: claim, release, assign, and two at once."""

import asyncio

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def desk(sockets, conversation, staff):
    """``await desk("sam", "conversation.claim")``: one command about the conversation."""
    consoles = {}

    async def command(name, kind, **values):
        if name not in consoles:
            consoles[name] = await sockets.staff_in(conversation, getattr(staff, name))
        return await consoles[name].call(kind, conversation=conversation["id"], **values)

    command.consoles = consoles
    return command


async def state(desk):
    now = (await desk("mona", "conversation.open"))["conversation"]
    assignee = now["assignee"] and now["assignee"]["name"]
    return now["status"], assignee


async def test_a_claim_takes_it_and_tells_both_sides(desk, sockets, visitor, conversation, staff):
    tab = await sockets.visitor(visitor, conversation)
    assert await state(desk) == ("waiting", None)
    assert (await desk("sam", "conversation.claim"))["type"] == "ok"
    assert await state(desk) == ("open", "Sam")
    told = (await tab.event("conversation.changed"))["conversation"]
    assert (told["status"], told["assignee"]) == ("open", {"name": "Sam"})
    told = (await desk.consoles["mona"].event("conversation.changed"))["conversation"]
    assert told["assignee"] == {"name": "Sam", "id": str(staff.sam.pk)}
    assert (told["access"], told["waiting_since"]) == ("manage", None)


async def test_claiming_what_one_has_is_ok_and_what_another_has_a_conflict_for_everybody(desk):
    assert (await desk("sam", "conversation.claim"))["type"] == "ok"
    assert (await desk("sam", "conversation.claim"))["type"] == "ok"
    assert (await desk("mona", "conversation.claim"))["code"] == "conflict"
    assert (await desk("admin", "conversation.claim"))["code"] == "conflict"
    assert await state(desk) == ("open", "Sam")


@pytest.mark.parametrize("turn", range(5))
async def test_of_several_at_once_exactly_one_wins(desk, turn):
    names = ["sam", "mona", "admin"]
    for name in names:
        await desk(name, "conversation.open")
    replies = await asyncio.gather(*(desk(name, "conversation.claim") for name in names))
    outcomes = [reply.get("code", "ok") for reply in replies]
    assert sorted(outcomes) == ["conflict", "conflict", "ok"]
    winner = names[outcomes.index("ok")]
    assert await state(desk) == ("open", {"admin": "admin"}.get(winner, winner.title()))


async def test_answering_what_nobody_has_claims_it(desk, sockets, staff, conversation):
    assert (await desk("sam", "conversation.open"))["conversation"]["status"] == "waiting"
    await desk.consoles["sam"].post("Hi", conversation=conversation["id"])
    assert await state(desk) == ("open", "Sam")
    await desk.consoles["mona"].post("Me too", conversation=conversation["id"])
    assert await state(desk) == ("open", "Sam")


async def test_released_it_waits_again(desk, sockets, visitor, conversation):
    tab = await sockets.visitor(visitor, conversation)
    await desk("sam", "conversation.claim")
    assert (await tab.event("conversation.changed"))["conversation"]["status"] == "open"
    assert (await desk("sam", "conversation.release"))["type"] == "ok"
    assert await state(desk) == ("waiting", None)
    told = (await tab.event("conversation.changed"))["conversation"]
    assert (told["status"], told["assignee"]) == ("waiting", None)


async def test_others_conversations_are_released_by_managers_only(desk, staff, site):
    await desk("mona", "conversation.claim")
    assert (await desk("sam", "conversation.release"))["code"] == "forbidden"
    assert await state(desk) == ("open", "Mona")
    assert (await desk("mona", "conversation.release"))["type"] == "ok"
    await desk("sam", "conversation.claim")
    assert (await desk("mona", "conversation.release"))["type"] == "ok"
    assert await state(desk) == ("waiting", None)


async def test_managers_assign_others_and_agents_do_not(desk, staff):
    to_sam, to_mona = {"to": str(staff.sam.pk)}, {"to": str(staff.mona.pk)}
    assert (await desk("mona", "conversation.assign", **to_sam))["type"] == "ok"
    assert await state(desk) == ("open", "Sam")
    assert (await desk("sam", "conversation.assign", **to_mona))["code"] == "forbidden"
    assert await state(desk) == ("open", "Sam")
    assert (await desk("mona", "conversation.assign", **to_mona))["type"] == "ok"
    assert await state(desk) == ("open", "Mona")


async def test_it_is_given_only_to_people_who_may_answer(desk, staff):
    for wrong in (str(staff.sasha.pk), str(staff.olive.pk), str(staff.eddie.pk), "0", "x", ""):
        reply = await desk("mona", "conversation.assign", to=wrong)
        assert reply["code"] == "bad_value", wrong
    assert await state(desk) == ("waiting", None)
    assert (await desk("mona", "conversation.assign", to=str(staff.admin.pk)))["type"] == "ok"


async def test_in_a_closed_conversation_nobody_claims(desk):
    assert (await desk("sam", "conversation.close"))["type"] == "ok"
    for kind in ("conversation.claim", "conversation.release"):
        assert (await desk("sam", kind))["code"] == "closed", kind
