"""Search: what is found, and that nothing is found that one may not see."""

import uuid

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import GroupPagePermission

from staff_console import search

pytestmark = pytest.mark.django_db


def found(desk, words):
    answer = desk.get("/admin/chat/api/search/", q=words)
    return [row["id"] for row in answer.json()["conversations"]]


def test_names_mail_pages_and_words_are_found(new_visitor, staff, desk_of, site):
    one = new_visitor().start(
        site.home, name="Grace Hopper", email="grace@navy.example", body="Does the lamp dim?"
    )["id"]
    new_visitor().start(site.home, name="Yusuf", body="Are you open?")
    sam = desk_of(staff.sam)
    for words in ("hopper", "navy.example", "LAMP dim", " Grace "):
        assert found(sam, words) == [one]
    assert len(found(sam, "home")) == 2
    assert found(sam, "nothing like this") == []
    assert found(sam, " ") == []


@pytest.mark.django_db(transaction=True)
def test_notes_are_found_by_staff(visitor, staff, desk_of, site):
    conversation = visitor.start(site.home)["id"]
    values = {"conversation": conversation, "client_id": str(uuid.uuid4()), "body": "Warehouse"}
    desk_of(staff.sam).send("note.post", **values)
    assert found(desk_of(staff.sam), "warehouse") == [conversation]


def test_nothing_of_another_department_is_found(new_visitor, staff, desk_of, site):
    here = new_visitor().start(site.home, name="Grace", body="lamp")["id"]
    there = new_visitor().start(site.shop, name="Grace", body="lamp")["id"]
    for words in ("grace", "lamp"):
        assert found(desk_of(staff.sam), words) == [here]
        assert found(desk_of(staff.sasha), words) == [there]
        assert set(found(desk_of(staff.mona), words)) == {here, there}


def test_signs_that_mean_something_to_databases_mean_nothing_here(visitor, staff, desk_of, site):
    conversation = visitor.start(site.home, body="100 % linen_blend")["id"]
    assert found(desk_of(staff.sam), "100 % linen_") == [conversation]
    assert found(desk_of(staff.sam), "1%0") == []


def test_there_is_an_end_to_what_is_found(new_visitor, staff, desk_of, site, monkeypatch):
    monkeypatch.setattr(search, "MAX_FOUND", 2)
    for _ in range(3):
        new_visitor().start(site.home, name="Grace")
    answer = desk_of(staff.sam).get("/admin/chat/api/search/", q="grace").json()
    assert (len(answer["conversations"]), answer["more"]) == (2, True)


def test_the_admins_own_search_leads_here_for_those_who_may_see_chats(staff, site, client):
    change = Permission.objects.get(codename="change_page")
    found = {}
    for name in ("sam", "eddie"):
        user = getattr(staff, name)
        group = user.groups.get()
        GroupPagePermission.objects.create(group=group, page=site.root, permission=change)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        page = client.get("/admin/pages/search/?q=lamp+shade").content.decode()
        assert "lamp shade" in page
        found[name] = 'href="/admin/chat/?q=lamp%20shade"' in page
    assert found == {"sam": True, "eddie": False}
