import pytest
from asgiref.sync import sync_to_async

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_visitor_and_a_staff_member_talk_both_ways(visitor, staff, sockets, site):
    conversation = await sync_to_async(visitor.start)(site.home)
    one = await sockets.visitor(visitor, conversation)
    assert one.hello["last_seq"] == 1
    sam = await sockets.staff(staff.sam)
    found = await sam.call("inbox.get", view="waiting")
    assert [each["id"] for each in found["conversations"]] == [conversation["id"]]
    opened = await sam.call("conversation.open", conversation=conversation["id"], after=0)
    assert opened["type"] == "ok", opened
    reply = await sam.post("How can I help?", conversation=conversation["id"])
    assert reply["seq"] == 2, reply
    event = await one.event("message.posted")
    assert event["message"]["body"] == "How can I help?"
    changed = await one.event("conversation.changed")
    assert changed["conversation"]["assignee"] == {"name": "Sam"}
    assert (await one.post("It flickers"))["seq"] == 3
    event = await sam.event("message.posted", conversation=conversation["id"])
    assert event["message"]["seq"] == 2
    event = await sam.event("message.posted", conversation=conversation["id"])
    assert event["message"]["body"] == "It flickers"
