"""``manage.py demo``."""

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Page

from cms.demo import wipe
from cms.demo.cast import PASSWORD, PEOPLE
from cms.models import HomePage, ProductPage
from livechat.access import access_of
from livechat.models import Conversation, Department, Message, PageChat

pytestmark = pytest.mark.usefixtures("demo")


def counts():
    models = (Page, get_user_model(), Department, PageChat, Conversation, Message)
    return {model.__name__: model.objects.count() for model in models}


def test_a_second_run_changes_nothing():
    before = counts()
    call_command("demo", migrate=False, verbosity=0)

    assert counts() == before
    assert before["Conversation"] > 10


def test_a_second_run_keeps_what_was_edited():
    home = HomePage.objects.get(slug="duskwright")
    home.title = "Edited"
    home.save()
    call_command("demo", migrate=False, verbosity=0)

    assert HomePage.objects.get(slug="duskwright").title == "Edited"


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.login)
def test_everybody_can_log_in_and_has_a_name(person, client):
    assert authenticate(username=person.login, password=PASSWORD)
    user = get_user_model().objects.get(username=person.login)

    assert user.first_name and user.last_name and user.email
    assert user.has_perm("wagtailadmin.access_admin")


def test_everybody_has_the_level_that_is_promised():
    levels = {}
    for user in get_user_model().objects.all():
        access = access_of(user)
        levels[user.username] = {
            slug: access.in_department(Department.objects.get(slug=slug).pk).word
            for slug in ("sales", "support")
        }

    assert levels == {
        "admin": {"sales": "manage", "support": "manage"},
        "sasha": {"sales": "reply", "support": "none"},
        "sam": {"sales": "none", "support": "reply"},
        "olive": {"sales": "none", "support": "join"},
        "mona": {"sales": "manage", "support": "manage"},
        "eddie": {"sales": "none", "support": "none"},
    }


def test_the_editor_may_edit_and_publish():
    eddie = get_user_model().objects.get(username="eddie")
    may = ProductPage.objects.first().permissions_for_user(eddie)

    assert may.can_edit() and may.can_publish()
    sasha = get_user_model().objects.get(username="sasha")
    assert not ProductPage.objects.first().permissions_for_user(sasha).can_edit()


def test_past_conversations_are_closed_and_consistent():
    for conversation in Conversation.objects.prefetch_related("messages"):
        messages = sorted(conversation.messages.all(), key=lambda each: each.seq)
        seen = [each.vseq for each in messages if each.kind != "note"]

        assert conversation.is_closed and conversation.closed_at
        assert [each.seq for each in messages] == list(range(1, conversation.last_seq + 1))
        assert seen == list(range(1, conversation.last_vseq + 1))
        assert conversation.unread == 0
        assert conversation.created_at == messages[0].created_at
        assert conversation.closed_at >= messages[-1].created_at
        assert access_of(conversation.assignee).level(conversation).word in {"reply", "manage"}


def test_past_conversations_are_of_both_departments_and_rated():
    rated = Conversation.objects.filter(rating__isnull=False)

    assert set(rated.values_list("department__slug", flat=True)) == {"sales", "support"}
    assert len(set(rated.values_list("rating", flat=True))) > 2


def test_fresh_refuses_a_database_that_is_not_the_demos(monkeypatch):
    dropped = []
    monkeypatch.setattr(wipe, "_drop", dropped.append)
    monkeypatch.setattr(wipe, "delete_sqlite", dropped.append)
    monkeypatch.setattr(connection, "close", lambda: None)
    monkeypatch.setattr(wipe, "_delete_uploads", lambda: None)
    monkeypatch.setattr(connection.introspection, "table_names", lambda: ["cms_homepage"])
    wipe.wipe()
    assert dropped

    dropped.clear()
    monkeypatch.setattr(connection.introspection, "table_names", lambda: ["shop_order"])
    with pytest.raises(CommandError, match="did not make"):
        wipe.wipe()
    assert not dropped
