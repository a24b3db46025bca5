"""Starting a conversation over HTTP: contract section 2."""

import re
import secrets
import uuid

import pytest

from livechat import identity
from livechat.models import Conversation, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


def wish(**values):
    return {"key": secrets.token_urlsafe(16), "client_id": str(uuid.uuid4()), "body": "Hi"} | values


def test_a_start_answers_with_the_conversation_its_message_and_a_cookie(visitor, site):
    asked = wish(page=site.shop.pk, url="https://testserver/shop/?utm=x#y", name=" Grace ")
    answer = visitor.post("conversations/", asked)
    assert answer.status_code == 201
    found = answer.json()
    assert set(found) == {"conversation", "message"}
    assert found["conversation"] == {
        "id": found["conversation"]["id"],
        "status": "waiting",
        "department": {"slug": "sales", "name": "Sales"},
        "assignee": None,
        "last_seq": 1,
        "rev": found["conversation"]["rev"],
        "read": {"visitor": 0, "staff": 0},
        "created_at": found["conversation"]["created_at"],
        "rating": None,
        "position": 1,
    }
    assert found["message"] == {
        "seq": 1,
        "client_id": asked["client_id"],
        "kind": "text",
        "author": {"role": "visitor", "name": "Grace"},
        "body": "Hi",
        "at": found["message"]["at"],
        "data": {},
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", found["message"]["at"])


def test_the_cookie_is_for_this_browser_and_its_requests_only(visitor, site):
    answer = visitor.post("conversations/", wish())
    cookie = answer.cookies[identity.COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["secure"]
    assert len(cookie.value) >= 22


def test_the_cookie_is_secure_on_https(visitor, site):
    answer = visitor.client.post(
        "/livechat/conversations/", wish(), content_type="application/json", secure=True
    )
    assert answer.cookies[identity.COOKIE_NAME]["secure"]


def test_the_database_keeps_nothing_that_would_let_one_in(visitor, conversation):
    token = visitor.client.cookies[identity.COOKIE_NAME].value
    kept = bytes(Visitor.objects.get().token_hash)
    assert token.encode() not in kept
    assert identity.find_visitor(token) is not None
    assert identity.find_visitor(kept.hex()) is None


def test_without_a_page_the_conversation_belongs_to_the_sites_root_page(visitor, site):
    visitor.start()
    assert Conversation.objects.get().page_id == site.home.pk


def test_a_visitor_with_a_cookie_keeps_it_and_gets_a_further_conversation(visitor, site):
    first = visitor.start()
    cookie = visitor.cookie
    second = visitor.start()
    assert second["id"] != first["id"]
    assert visitor.cookie == cookie
    assert Visitor.objects.count() == 1


def test_sec_26_an_invented_cookie_is_replaced_and_not_adopted(visitor, site):
    visitor.client.cookies[identity.COOKIE_NAME] = "a" * 43
    visitor.start()
    assert visitor.cookie != f"{identity.COOKIE_NAME}={'a' * 43}"


def test_where_chat_is_off_nothing_starts(visitor, site):
    assert visitor.post("conversations/", wish(page=site.home.pk)).status_code == 201
    answer = visitor.post("conversations/", wish(page=site.off.pk))
    assert answer.status_code == 403
    assert answer.json()["code"] == "forbidden"
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize("page", [0, -1, "1", 1.5, None, True, 10**30])
def test_a_page_that_is_no_id_is_a_bad_value_or_no_page(visitor, site, page):
    answer = visitor.post("conversations/", wish(page=page))
    assert answer.status_code in ((201,) if page is None else (400, 403))


def test_an_unknown_page_is_one_without_chat(visitor, site):
    answer = visitor.post("conversations/", wish(page=999_999))
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("key", "short", "bad_value"),
        ("key", "a" * 21, "bad_value"),
        ("key", "with spaces in it, 22 characters", "bad_value"),
        ("key", None, "bad_value"),
        ("client_id", "no uuid", "bad_value"),
        ("client_id", 7, "bad_value"),
        ("body", "", "bad_value"),
        ("body", " \u2003\ufeff\n", "bad_value"),
        ("body", "a\x00b", "bad_value"),
        ("body", "a\ud800b", "bad_value"),
        ("body", "a" * 4001, "too_long"),
        ("body", ["Hi"], "bad_value"),
        ("name", "a" * 81, "too_long"),
        ("email", "a" * 243 + "@example.com", "too_long"),
        ("email", "nobody", "bad_value"),
    ],
)
def test_a_field_that_does_not_fit_is_refused_and_stores_nothing(visitor, site, field, value, code):
    assert visitor.post("conversations/", wish()).status_code == 201
    answer = visitor.post("conversations/", wish(**{field: value}))
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert Conversation.objects.count() == 1


def test_a_missing_field_is_a_bad_value(visitor, site):
    for field in ("key", "client_id", "body"):
        values = wish()
        del values[field]
        answer = visitor.post("conversations/", values)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_value")
