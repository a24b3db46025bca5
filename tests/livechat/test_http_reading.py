"""A visitor's own conversations and messages over HTTP."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def long_one(visitor, conversation, settings):
    """A conversation of 60 messages."""
    settings.WAGTAIL_LIVECHAT = {"RATE_LIMITS": False}
    for number in range(2, 61):
        assert visitor.say(conversation, f"Message {number}")["seq"] == number
    return conversation


def numbers(answer):
    found = answer.json()
    assert set(found) >= {"conversation", "messages", "last_seq", "more"}
    return [message["seq"] for message in found["messages"]]


def test_without_a_cookie_there_are_no_conversations(visitor, site):
    answer = visitor.get("conversations/")
    assert (answer.status_code, answer.json()) == (200, {"conversations": []})
    assert not answer.cookies


def test_one_sees_ones_own_conversations_newest_first_and_nobody_elses(new_visitor, site):
    one, other = new_visitor(), new_visitor()
    ids = [one.start(site.home)["id"], one.start(site.shop)["id"]]
    other.start(site.home)
    found = one.get("conversations/").json()["conversations"]
    assert [each["id"] for each in found] == ids[::-1]


def test_after_nothing_come_the_newest_fifty(visitor, long_one):
    answer = visitor.get(f"conversations/{long_one['id']}/messages/")
    assert numbers(answer) == list(range(11, 61))
    assert answer.json()["more"] is True
    assert answer.json()["last_seq"] == 60
    assert answer.json()["conversation"]["id"] == long_one["id"]
    answer = visitor.get(f"conversations/{long_one['id']}/messages/?after=0")
    assert numbers(answer) == list(range(11, 61))


def test_after_a_number_come_the_next_ones(visitor, long_one):
    answer = visitor.get(f"conversations/{long_one['id']}/messages/?after=2&limit=3")
    assert (numbers(answer), answer.json()["more"]) == ([3, 4, 5], True)
    answer = visitor.get(f"conversations/{long_one['id']}/messages/?after=57")
    assert (numbers(answer), answer.json()["more"]) == ([58, 59, 60], False)
    answer = visitor.get(f"conversations/{long_one['id']}/messages/?after=60")
    assert (numbers(answer), answer.json()["more"]) == ([], False)


def test_before_a_number_come_the_newest_below_it(visitor, long_one):
    answer = visitor.get(f"conversations/{long_one['id']}/messages/?before=10&limit=3")
    assert (numbers(answer), answer.json()["more"]) == ([7, 8, 9], True)
    answer = visitor.get(f"conversations/{long_one['id']}/messages/?before=3")
    assert (numbers(answer), answer.json()["more"]) == ([1, 2], False)


@pytest.mark.parametrize("query", ["after=x", "after=-1", "before=", "limit=0", "limit=ten"])
def test_a_cursor_that_is_none_is_a_bad_value(visitor, conversation, query):
    path = f"conversations/{conversation['id']}/messages/"
    assert visitor.get(f"{path}?after=1").status_code == 200
    answer = visitor.get(f"{path}?{query}")
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_value")


def test_more_than_two_hundred_are_never_sent_at_once(visitor, conversation, settings):
    settings.WAGTAIL_LIVECHAT = {"RATE_LIMITS": False}
    for number in range(2, 204):
        visitor.say(conversation, str(number))
    answer = visitor.get(f"conversations/{conversation['id']}/messages/?after=1&limit=200")
    assert numbers(answer) == list(range(2, 202))
    answer = visitor.get(f"conversations/{conversation['id']}/messages/?after=1&limit=1000")
    assert answer.status_code == 400 or len(numbers(answer)) == 200
