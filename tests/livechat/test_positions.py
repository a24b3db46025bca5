"""Which place in the queue visitors are told, and that they hear of it when they move up."""

import pytest
from asgiref.sync import sync_to_async

from livechat import queue
from livechat.delivery import places
from livechat.models import Conversation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
async def line(sockets, new_visitor, site, monkeypatch):
    """Three visitors who wait for support, each with a tab; ``line.tabs`` and ``line.started``."""
    monkeypatch.setattr(places, "EVERY", 0.05)

    class Line:
        visitors = [new_visitor() for _ in range(3)]
        started, tabs = [], []

    for each in Line.visitors:
        Line.started.append(await sync_to_async(each.start)(site.home))
        Line.tabs.append(await sockets.visitor(each, Line.started[-1]))
    return Line


async def test_visitors_are_told_their_place_wherever_they_ask(line, new_visitor, site):
    assert [each["position"] for each in line.started] == [1, 2, 3]
    assert [tab.hello["conversation"]["position"] for tab in line.tabs] == [1, 2, 3]
    last = line.visitors[2]
    listed = await sync_to_async(last.get)("conversations/")
    assert [each["position"] for each in listed.json()["conversations"]] == [3]
    read = await sync_to_async(last.get)(f"conversations/{line.started[2]['id']}/messages/")
    assert read.json()["conversation"]["position"] == 3
    elsewhere = await sync_to_async(new_visitor().start)(site.shop)
    assert elsewhere["position"] == 1


async def test_those_behind_move_up_and_hear_it_once(line, sockets, staff):
    sam = await sockets.staff(staff.sam)
    for started in line.started[:2]:
        await sam.call("conversation.claim", conversation=started["id"])
    changed = await line.tabs[2].event("conversation.changed")
    while changed["conversation"]["position"] != 1:
        changed = await line.tabs[2].event("conversation.changed")
    assert (changed["conversation"]["status"], changed["conversation"]["rev"]) == ("waiting", 1)
    assert await line.tabs[2].hears_nothing_of("conversation.changed")
    told = await line.tabs[0].event("conversation.changed")
    assert (told["conversation"]["status"], told["conversation"]["position"]) == ("open", None)
    assert await line.tabs[0].hears_nothing_of("conversation.changed")


async def test_who_comes_back_to_the_queue_is_told_the_new_place(line, sockets, staff):
    sam = await sockets.staff(staff.sam)
    here = {"conversation": line.started[0]["id"]}
    await sam.call("conversation.claim", **here)
    await sam.call("conversation.release", **here)
    told = [await line.tabs[0].event("conversation.changed") for _ in range(2)]
    assert [each["conversation"]["position"] for each in told] == [None, 3]


def test_the_order_is_that_of_the_queue(new_visitor, site, django_assert_num_queries):
    for _ in range(4):
        new_visitor().start(site.home)
    rows = list(Conversation.objects.order_by("pk"))
    Conversation.objects.filter(pk=rows[3].pk).update(priority=2)
    Conversation.objects.filter(pk=rows[0].pk).update(waiting_since=rows[2].waiting_since)
    rows = list(Conversation.objects.order_by("pk"))
    with django_assert_num_queries(1):
        numbers = queue.places_of(rows)
    assert [numbers[row.pk] for row in rows] == [3, 2, 4, 1]
    with django_assert_num_queries(4):
        assert [queue.place(row) for row in rows] == [3, 2, 4, 1]


def test_the_staff_s_object_has_no_place(client, conversation, staff):
    client.force_login(staff.sam, backend="django.contrib.auth.backends.ModelBackend")
    frame = {"type": "inbox.get", "view": "waiting"}
    answer = client.post("/admin/chat/api/commands/", frame, content_type="application/json")
    [found] = answer.json()["conversations"]
    assert found["id"] == conversation["id"]
    assert "position" not in found
