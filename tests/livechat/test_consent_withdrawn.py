"""Consent is taken back as easily as it was given (REQ-P02)."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.core.cache import cache

from livechat.actions import conversations
from livechat.delivery.hub import current_hub
from livechat.errors import Forbidden
from livechat.models import ChatLogEntry, ChatSettings, Conversation, Message, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asking(site):
    cache.clear()
    ChatSettings.objects.create(site=site.site, asks_consent=True)


@pytest.fixture
def agreed(asking, visitor, site):
    return visitor.start(site.home, consent=True, name="Grace", email="grace@example.com")


def withdraw(visitor, conversation):
    answer = visitor.command(conversation, "consent.withdraw")
    assert (answer.status_code, answer.json()["type"]) == (200, "ok")


def test_all_chats_that_were_agreed_to_end_and_who_it_was_is_erased(visitor, agreed, site):
    second = visitor.start(site.shop, consent=True)
    assert agreed["consented"] is True
    withdraw(visitor, agreed)
    for row in Conversation.objects.all():
        assert (row.status, row.consented_at is not None) == ("closed", True)
        assert row.consent_withdrawn_at is not None
    person = Visitor.objects.get()
    assert (person.name, person.email, person.user) == ("", "", None)
    for started in (agreed, second):
        seen = visitor.get(f"conversations/{started['id']}/messages/").json()
        assert "consented" not in seen["conversation"]
        assert seen["messages"][-1]["data"] == {"code": "withdrawn"}
        assert "Grace" not in str(seen)
    assert "visitor" not in visitor.get("conversations/").json()


def test_again_and_where_nothing_was_agreed_to_nothing_happens(visitor, conversation, site):
    assert "consented" not in conversation
    withdraw(visitor, conversation)
    assert Conversation.objects.get().status == "waiting"
    ChatSettings.objects.create(site=site.site, asks_consent=True)
    agreed = visitor.start(site.home, consent=True)
    withdraw(visitor, agreed)
    before = Conversation.objects.latest("pk")
    withdraw(visitor, agreed)
    after = Conversation.objects.latest("pk")
    assert (after.rev, after.last_seq) == (before.rev, before.last_seq)
    assert Conversation.objects.earliest("pk").status == "waiting"


def test_the_log_says_that_and_not_who(visitor, agreed):
    withdraw(visitor, agreed)
    entry = ChatLogEntry.objects.get(action="livechat.withdraw")
    told = f"{entry.label} {entry.data} {entry.message} {entry.user}"
    assert "Grace" not in told and "grace@" not in told
    assert "withdrew" in entry.message


async def test_both_sides_hear_of_it_at_once(sockets, visitor, agreed, staff):
    tab = await sockets.visitor(visitor, agreed)
    console = await sockets.staff_in(agreed, staff.sam)
    assert (await tab.call("consent.withdraw"))["type"] == "ok"
    told = (await console.event("conversation.changed"))["conversation"]
    assert told["status"] == "closed"
    assert told["visitor"] == {"name": "", "email": "", "verified": False}
    said = (await console.event("message.posted"))["message"]
    assert said["data"] == {"code": "withdrawn"}
    renamed = (await console.event("message.changed"))["message"]
    assert (renamed["body"], renamed["author"]["name"]) == ("Hello", "")
    assert "consented" not in (await tab.event("conversation.changed"))["conversation"]


def test_without_javascript_it_is_a_button(visitor, agreed):
    page = f"/livechat/conversations/{agreed['id']}/"
    assert "Withdraw consent" in visitor.client.get(page).content.decode()
    assert visitor.client.post(page, {"type": "consent.withdraw"}).status_code == 302
    html = visitor.client.get(page).content.decode()
    assert "You withdrew your consent." in html
    assert "Withdraw consent" not in html


def test_others_cannot(visitor, agreed, new_visitor):
    answer = new_visitor().command(agreed, "consent.withdraw")
    assert answer.status_code == 404
    assert Visitor.objects.get().name == "Grace"


async def test_consoles_hear_it_of_each_of_their_chats_those_never_agreed_to_too(
    sockets, visitor, conversation, site, staff
):
    start = sync_to_async(visitor.start)
    await sync_to_async(ChatSettings.objects.create)(site=site.site, asks_consent=True)
    agreed = await start(site.home, consent=True, name="Grace", email="grace@example.com")
    both = (conversation, await start(site.home, consent=True, name="Grace"))
    for each in both:
        assert (await (await sockets.visitor(visitor, each)).post("I am Grace"))["type"] == "ok"
    await Conversation.objects.aupdate(user=staff.mona)
    consoles = [await sockets.staff_in(each, staff.sam) for each in both]
    await sync_to_async(withdraw)(visitor, agreed)
    for console, status in zip(consoles, ("waiting", "closed"), strict=True):
        renamed = (await console.event("message.changed"))["message"]
        assert renamed["author"]["name"] == ""
        told = (await console.event("conversation.changed"))["conversation"]
        assert told["visitor"] == {"name": "", "email": "", "verified": False}
        assert told["status"] == status
    assert not await Message.objects.filter(author_name="Grace").aexists()


async def test_no_other_socket_writes_under_the_name_any_more(sockets, visitor, conversation, site):
    start = sync_to_async(visitor.start)
    await sync_to_async(ChatSettings.objects.create)(site=site.site, asks_consent=True)
    agreed = await start(site.home, consent=True, name="Grace", email="grace@example.com")
    tab = await sockets.visitor(visitor, conversation)
    await tab.post("I am Grace")
    await sync_to_async(withdraw)(visitor, agreed)
    await tab.event("conversation.changed")
    (socket,) = current_hub().conversations[conversation["id"]].visitors
    async with asyncio.timeout(10):
        while socket.conversation.visitor.name:
            await asyncio.sleep(0)
    await tab.post("And now?")
    said = await Message.objects.aget(body="And now?")
    assert said.author_name == ""


def test_what_it_ended_stays_ended(visitor, agreed, staff):
    withdraw(visitor, agreed)
    with pytest.raises(Forbidden, match="withdrew"):
        conversations.reopen(Conversation.objects.get(), staff.sam)
    assert Conversation.objects.get().is_closed
