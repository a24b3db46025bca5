"""The chat without JavaScript."""

import re

import pytest
from django.test import Client

from livechat.models import Conversation

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
