"""The same start again: an answer that was lost on the way does no harm."""

import secrets
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from livechat.models import Conversation, ConversationStart, Message, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def wish(site):
    return {
        "key": secrets.token_urlsafe(16),
        "client_id": str(uuid.uuid4()),
        "body": "Hi",
        "page": site.home.pk,
    }


def test_the_same_key_answers_with_the_same_conversation_and_cookie(new_visitor, wish):
    first, second = new_visitor(), new_visitor()
    began = first.post("conversations/", wish)
    again = second.post("conversations/", wish)
    assert (began.status_code, again.status_code) == (201, 200)
    assert again.json() == began.json()
    assert second.cookie == first.cookie
    assert (Conversation.objects.count(), Message.objects.count()) == (1, 1)


def test_what_counts_as_the_same_body_is_the_trimmed_text(visitor, wish):
    assert visitor.post("conversations/", wish).status_code == 201
    assert visitor.post("conversations/", wish | {"body": "  Hi\n"}).status_code == 200


def test_the_same_key_with_another_body_is_a_conflict(visitor, wish):
    assert visitor.post("conversations/", wish).status_code == 201
    answer = visitor.post("conversations/", wish | {"body": "Something else"})
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert Conversation.objects.count() == 1


def test_a_start_is_answered_again_after_the_talk_went_on(visitor, wish):
    conversation = visitor.post("conversations/", wish).json()["conversation"]
    visitor.say(conversation, "And another thing")
    visitor.command(conversation, "conversation.close")
    again = visitor.post("conversations/", wish)
    assert again.status_code == 200
    assert again.json()["message"]["seq"] == 1
    assert again.json()["conversation"]["status"] == "closed"


def test_after_ten_minutes_the_key_opens_nothing_any_more(new_visitor, wish):
    first, later = new_visitor(), new_visitor()
    began = first.post("conversations/", wish).json()["conversation"]
    for start in ConversationStart.objects.all():
        ConversationStart.objects.update(created_at=start.created_at - timedelta(minutes=11))
    answer = later.post("conversations/", wish)
    assert answer.status_code == 201
    assert answer.json()["conversation"]["id"] != began["id"]
    assert later.cookie != first.cookie


def test_the_same_start_from_several_sides_at_once_is_one_conversation(new_visitor, wish):
    visitors = [new_visitor() for _ in range(6)]

    def start(visitor):
        try:
            return visitor.post("conversations/", wish)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(start, visitors))
    assert sorted(answer.status_code for answer in answers) == [200] * 5 + [201]
    assert len({answer.json()["conversation"]["id"] for answer in answers}) == 1
    assert len({visitor.cookie for visitor in visitors}) == 1
    assert (Conversation.objects.count(), Message.objects.count()) == (1, 1)
    assert Visitor.objects.count() == 1


def test_two_visitors_with_keys_of_their_own_have_nothing_in_common(new_visitor, site):
    one, other = new_visitor(), new_visitor()
    assert one.start(site.home)["id"] != other.start(site.home)["id"]
    assert one.cookie != other.cookie
