"""A conversation is handed to a person, here or in another department, once."""

import uuid

import pytest

from livechat.models import Conversation, Message

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(conversation):
    return {"conversation": conversation["id"]}


async def test_it_is_the_other_persons_at_once_with_a_note(sockets, conversation, staff, here):
    mona = await sockets.staff_in(conversation, staff.mona)
    sam = await sockets.staff_in(conversation, staff.sam)
    to = {"to": str(staff.mona.pk), "note": "Knows more about shades"}
    assert (await sam.call("conversation.transfer", **to, **here))["type"] == "ok"
    told = (await mona.event("conversation.changed"))["conversation"]
    assert (told["status"], told["assignee"]["name"]) == ("open", "Mona")
    assert told["department"]["slug"] == "support"
    while (heard := (await mona.event("message.posted"))["message"])["kind"] != "note":
        pass
    assert heard["body"] == "Knows more about shades"
    assert (await sam.call("conversation.transfer", **to, **here))["code"] == "bad_value"


async def test_to_a_person_in_another_department(sockets, conversation, staff, here):
    sam = await sockets.staff_in(conversation, staff.sam)
    to = {"to": str(staff.sasha.pk)}
    assert (await sam.call("conversation.transfer", **to, **here))["code"] == "bad_value"
    reply = await sam.call("conversation.transfer", **to, department="sales", **here)
    assert reply["type"] == "ok"
    sasha = await sockets.staff_in(conversation, staff.sasha)
    found = sasha.opened["conversation"]
    assert (found["department"]["slug"], found["assignee"]["name"]) == ("sales", "Sasha")


@pytest.mark.parametrize("wrong", ["olive", "eddie", "0", "x", "", None])
async def test_only_to_people_who_may_answer_there(sockets, conversation, staff, here, wrong):
    sam = await sockets.staff_in(conversation, staff.sam)
    person = getattr(staff, wrong or "", None)
    reply = await sam.call("conversation.transfer", to=str(person.pk) if person else wrong, **here)
    assert reply["code"] == "bad_value"
    to = {"to": str(staff.mona.pk)}
    assert (await sam.call("conversation.transfer", **to, **here))["type"] == "ok"


@pytest.mark.parametrize("kind", ["department", "person"])
async def test_sent_again_because_the_answer_was_lost_it_is_one_transfer(
    sockets, conversation, staff, here, kind
):
    sam = await sockets.staff_in(conversation, staff.sam)
    where = {"department": "sales"} if kind == "department" else {"to": str(staff.mona.pk)}
    frame = {"client_id": str(uuid.uuid4()), "note": "Once", **where, **here}
    for _ in range(3):
        assert (await sam.call("conversation.transfer", **frame))["type"] == "ok"
    row = await Conversation.objects.select_related("department").aget(
        public_id=here["conversation"]
    )
    assert (row.department.slug == "sales", row.assignee_id == staff.mona.pk) == (
        kind == "department",
        kind == "person",
    )
    notes = Message.objects.filter(conversation=row, kind="note")
    assert await notes.acount() == 1
    mona = await sockets.staff_in(conversation, staff.mona)
    assert (await mona.call("conversation.transfer", **frame))["code"] == "bad_value"


async def test_those_who_may_answer_here_are_listed(
    sockets, conversation, staff, here, new_visitor
):
    sam = await sockets.staff_in(conversation, staff.sam)
    found = (await sam.call("staff.list", **here))["staff"]
    assert [each["name"] for each in found] == ["admin", "Sam", "Mona"]
    everybody = (await sam.call("staff.list"))["staff"]
    assert len(everybody) == 6
    sasha = await sockets.staff(staff.sasha)
    assert (await sasha.call("staff.list", **here))["code"] == "not_found"
