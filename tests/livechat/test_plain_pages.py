"""The chat without JavaScript."""

import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from livechat.identity import COOKIE_NAME
from livechat.models import ChatSettings, Conversation, Message
from livechat.protocol.codes import PAGE
from livechat.views.plain_earlier import SHOWN
from tests.admin import client_of

pytestmark = pytest.mark.django_db(transaction=True)


def hidden(html):
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html))


@pytest.fixture
def browser():
    return Client()


@pytest.fixture
def talk(browser, site):
    """A conversation started with the form; its address."""
    form = browser.get(f"/livechat/?page={site.shop.pk}")
    assert not form.cookies
    answer = browser.post("/livechat/", hidden(form.content.decode()) | {"body": "Is it dimmable?"})
    assert answer.status_code == 302, answer.content
    return answer["Location"].removesuffix("#end")


def test_a_conversation_is_started_held_and_ended_with_forms(browser, talk):
    page = browser.get(talk)
    assert "Is it dimmable?" in page.content.decode()
    again = {"type": "message.post", "body": "<b>Anybody?</b>"} | hidden(page.content.decode())
    assert browser.post(talk, again).status_code == 302
    assert browser.post(talk, again).status_code == 302
    html = browser.get(talk).content.decode()
    assert html.count("&lt;b&gt;Anybody?&lt;/b&gt;") == 1
    browser.post(talk, {"type": "conversation.close"})
    html = browser.get(talk).content.decode()
    assert "Rating" in html and "Send" not in html
    browser.post(talk, {"type": "conversation.rate", "score": "5", "comment": "Thanks"})
    row = Conversation.objects.get()
    assert (row.status, row.rating, row.rating_comment) == ("closed", 5, "Thanks")
    assert row.department.slug == "sales"
    html = browser.get(talk).content.decode()
    assert '<fieldset role="radiogroup">' in html
    again = re.search(r'<form action="/livechat/"[^>]*>(.*?)</form>', html, re.S)[1]
    assert hidden(again) == {"page": str(row.page_id)}
    assert re.sub(r"\s", "", re.sub("<input.*?>", "", again)) == "<button>Startanewchat</button>"


def test_a_form_sent_twice_starts_one_conversation(browser, site):
    values = hidden(browser.get("/livechat/").content.decode()) | {"body": "Hello"}
    first, second = (browser.post("/livechat/", values)["Location"] for _ in range(2))
    assert first == second
    assert Conversation.objects.count() == 1


def test_what_was_written_survives_a_mistake(browser, site):
    values = hidden(browser.get("/livechat/").content.decode())
    answer = browser.post("/livechat/", values | {"body": "Hello", "email": "not an address"})
    assert answer.status_code == 400
    assert "Hello</textarea>" in answer.content.decode()
    assert not Conversation.objects.exists()


def test_others_see_what_they_would_see_of_nothing(talk, new_visitor, staff):
    nothing = "/livechat/conversations/00000000-0000-4000-8000-000000000000/"
    stranger = new_visitor()
    stranger.start()
    assert stranger.client.get(talk).status_code == 404
    assert stranger.client.get(talk).content == stranger.client.get(nothing).content
    assert stranger.client.post(talk, {"type": "conversation.close"}).status_code == 404


def test_a_foreign_form_is_refused(browser, talk):
    evil = {"origin": "https://evil.example"}
    assert browser.post(talk, {"type": "conversation.close"}, headers=evil).status_code == 403
    own = {"origin": "http://testserver"}
    assert browser.post(talk, {"type": "conversation.close"}, headers=own).status_code == 302


def test_where_chat_is_off_there_is_no_form(browser, site):
    assert browser.get(f"/livechat/?page={site.home.pk}").status_code == 200
    assert browser.get(f"/livechat/?page={site.off.pk}").status_code == 404
    assert browser.get("/livechat/?page=x").status_code == 404


@pytest.fixture
def say(staff):
    """``say(address, "Hello", ...)``: Sasha's answers in the conversation of that address."""
    desk = client_of(staff.sasha)

    def send(address, *bodies):
        row = Conversation.objects.get(public_id=address.split("/")[-2])
        for body in bodies:
            frame = {"type": "message.post", "ref": "1", "conversation": str(row.public_id)}
            frame |= {"client_id": str(uuid.uuid4()), "body": body}
            path = "/admin/chat/api/commands/"
            reply = desk.post(path, frame, content_type="application/json").json()
            assert reply["type"] == "ok", reply

    return send


def chats(browser, page):
    """The answer, and what of the visitor's chats the start form shows: addresses and words."""
    answer = browser.get(f"/livechat/?page={page.pk}")
    found = re.findall(r'<li><a href="(.*?)#end">(.*?)</a></li>', answer.content.decode(), re.S)
    return answer, {
        address: " ".join(re.sub("<.*?>", " ", html).split()) for address, html in found
    }


def test_the_start_form_leads_back_to_the_visitors_own_chats(browser, talk, site, say, new_visitor):
    say(talk, "Yes", "It is")
    form = browser.get("/livechat/").content.decode()
    second = browser.post("/livechat/", hidden(form) | {"body": "And you?"})["Location"]
    second = second.removesuffix("#end")
    third = browser.post(
        "/livechat/", hidden(browser.get("/livechat/").content.decode()) | {"body": "x"}
    )
    third = third["Location"].removesuffix("#end")
    browser.post(third, {"type": "conversation.close"})
    answer, found = chats(browser, site.shop)
    assert list(found) == [third, second, talk]
    assert found[third].startswith("Support Ended ·")
    assert found[second].startswith("Support Waiting for an answer ·")
    assert found[talk].startswith("Sales Ongoing ·") and found[talk].endswith("New messages: 2")
    assert "New messages" not in found[second] + found[third]
    browser.post(talk, {"type": "message.post", "body": "Good", "client_id": str(uuid.uuid4())})
    assert "New messages" not in chats(browser, site.shop)[1][talk]

    assert not answer.cookies
    assert {"private", "no-store"} <= set(re.split(", ?", answer["Cache-Control"]))
    stranger = new_visitor()
    assert chats(stranger.client, site.shop)[1] == {}
    stranger.start(site.shop)
    assert len(chats(stranger.client, site.shop)[1]) == 1


def test_caches_are_told_that_the_pages_are_one_browsers_own(browser, talk, site, settings):
    ChatSettings.objects.create(site=site.site, recognises_users=False)
    # On a site of sessions Django says of every page that it depends on the cookie.
    settings.MIDDLEWARE = []
    stranger = Client()
    stranger.cookies[COOKIE_NAME] = browser.cookies[COOKIE_NAME].value
    for path in (talk, f"/livechat/?page={site.shop.pk}"):
        answer = stranger.get(path)
        assert answer.status_code == 200
        assert "Cookie" in re.split(", *", answer.get("Vary", ""))
        assert {"private", "no-store"} <= set(re.split(", *", answer["Cache-Control"]))


def test_many_chats_are_a_bounded_list_and_cost_one_query_more(new_visitor, site):
    def queries(client):
        chats(client, site.shop)
        with CaptureQueriesContext(
            connection,
        ) as made:
            found = chats(client, site.shop)[1]
        return len(made), len(found)

    visitor = new_visitor()
    first = visitor.start(site.shop)
    few, _one = queries(visitor.client)
    row = Conversation.objects.get(public_id=first["id"])
    Conversation.objects.bulk_create(
        Conversation(department=row.department, visitor=row.visitor) for _ in range(SHOWN + 5)
    )
    assert queries(visitor.client) == (few, SHOWN)
    with CaptureQueriesContext(connection) as made:
        chats(visitor.client, site.shop)
    assert sum('FROM "livechat_conversation"' in each["sql"] for each in made) == 1


def test_links_of_the_web_can_be_followed_and_nothing_else(browser, talk, say):
    text = (
        'See (https://lamps.example/a?b=1&c=2), "http://x.example/<i>" javascript:alert(1) '
        "data:text/html,x grace@example.com www.bare.example <b>bold</b>"
    )
    say(talk, text)
    html = browser.get(talk).content.decode()
    shown = html[html.index('<ol class="messages"') : html.index("</ol>")]
    rel = 'rel="noopener noreferrer nofollow ugc"'
    assert (
        f'<a href="https://lamps.example/a?b=1&amp;c=2" {rel}>https://lamps.example/a?b=1&amp;c=2</a>)'
        in shown
    )
    assert shown.count("<a ") == 2 and "http://x.example/" in shown
    assert "<b>" not in shown and "<i>" not in shown and "mailto:" not in shown
    assert "&lt;b&gt;bold&lt;/b&gt;" in shown


def test_a_card_has_its_title_its_picture_and_where_it_leads(browser, talk, say):
    say(talk, "one", "two")
    good, evil = Message.objects.filter(role="staff", kind="text").order_by("seq")
    image = "/media/lamp.jpg"
    data = {"kind": "page", "title": "<Lamps>", "url": "/shop/", "text": "A & B", "image": image}
    Message.objects.filter(pk=good.pk).update(kind="card", body="<Lamps>", data=data)
    data |= {"url": "javascript:alert(1)"}
    Message.objects.filter(pk=evil.pk).update(kind="card", body="Trap", data=data)
    html = browser.get(talk).content.decode()
    assert (
        '<a href="/shop/" rel="noopener"><img src="/media/lamp.jpg" alt="" loading="lazy">' in html
    )
    assert "<bdi>&lt;Lamps&gt;</bdi> <small>Page · A &amp; B</small>" in html
    assert '<p class="body" dir="auto">Trap</p>' in html
    assert "javascript:" not in html


def test_earlier_messages_are_a_link_away(browser, talk):
    row = Conversation.objects.get()
    last = PAGE + 5
    Message.objects.bulk_create(
        Message(
            conversation=row,
            seq=number,
            vseq=number,
            client_id=uuid.uuid4(),
            kind="text",
            role="visitor",
            body=f"number {number}.",
        )
        for number in range(2, last + 1)
    )
    Conversation.objects.update(last_seq=last, last_vseq=last)
    with CaptureQueriesContext(connection) as newest:
        html = browser.get(talk).content.decode()
    assert f"number {last}." in html and "number 5." not in html
    (link,) = re.findall(r'<a href="(\?before=\d+)">Earlier messages</a>', html)
    with CaptureQueriesContext(connection) as older:
        html = browser.get(talk + link).content.decode()
    assert "Is it dimmable?" in html and "number 5." in html and "number 6." not in html
    assert "Earlier messages" not in html
    assert len(older) <= len(newest)
    assert browser.get(talk + "?before=-1").status_code == 404
    assert browser.get(talk + "?before=" + "9" * 18).status_code == 200


@pytest.mark.parametrize(("asked", "promised"), [("off", False), ("optional", True)])
def test_mail_is_promised_only_to_those_who_are_asked_for_an_address(
    asked, promised, browser, site
):
    settings = ChatSettings.of(site.site)
    settings.email_field, settings.email_when_away = asked, False
    settings.save()
    html = browser.get(f"/livechat/?page={site.shop.pk}").content.decode()
    assert "Leave a message. We answer here" in html
    assert ("or by email" in html) == promised
    assert ('name="email"' in html) == promised
