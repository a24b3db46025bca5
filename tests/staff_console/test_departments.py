"""Departments in the admin: who gets where, who has access, disabling and deleting."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from livechat import access, granted
from livechat.access import Level, access_of
from livechat.models import ChatLogEntry, Conversation, Department, PageChat
from tests.admin import client_of, row
from tests.admin import department_form as fields

pytestmark = pytest.mark.django_db
INDEX, ADD = "livechat_departments:index", "livechat_departments:add"
EDIT, DELETE = "livechat_departments:edit", "livechat_departments:delete"
OF_ONE = [EDIT, DELETE, "livechat_departments:history", "livechat_departments:usage"]


def test_those_without_any_say_are_turned_away(staff, site):
    for user in (staff.sam, staff.olive, staff.eddie):
        client = client_of(user)
        assert client.get(reverse(INDEX)).status_code == 403
        assert client.get(reverse(ADD)).status_code == 403
        for name in OF_ONE:
            found = client.get(reverse(name, args=[site.support.pk])).status_code
            missing = client.get(reverse(name, args=[999_999])).status_code
            assert found == missing in (403, 404)


def test_a_manager_sees_only_the_departments_they_manage(staff, site):
    other = Department.objects.create(name="Returns", slug="returns")
    client = client_of(staff.mona)
    page = client.get(reverse(INDEX))
    assert page.status_code == 200
    assert "Support" in page.content.decode() and "Returns" not in page.content.decode()
    assert client.get(reverse(EDIT, args=[site.support.pk])).status_code == 200
    for name in OF_ONE:
        assert client.get(reverse(name, args=[other.pk])).status_code in (403, 404)
    for name in (ADD,):
        assert client.get(reverse(name)).status_code == 403


def test_a_manager_changes_who_has_access_and_nothing_else(staff, site):
    group = staff.eddie.groups.get()
    client = client_of(staff.mona)
    data = fields(site.support, name="Mine now", is_active="")
    data |= row("people", f"group-{group.pk}", "none", "reply")
    assert client.post(reverse(EDIT, args=[site.support.pk]), data).status_code == 302
    site.support.refresh_from_db()
    assert site.support.name == "Support" and site.support.is_active
    assert access_of(staff.eddie).in_department(site.support.pk) == Level.REPLY
    entry = ChatLogEntry.objects.get(action="livechat.grant", user=staff.mona)
    assert entry.data == {"to": group.name, "before": "none", "after": "reply"}
    assert not ChatLogEntry.objects.filter(action="wagtail.edit").exists()


def test_who_may_edit_departments_but_not_manage_them_grants_nothing(staff, site):
    for codename in ("change_department", "view_department"):
        staff.eddie.user_permissions.add(Permission.objects.get(codename=codename))
    group = staff.eddie.groups.get()
    client = client_of(staff.eddie)
    page = client.get(reverse(EDIT, args=[site.support.pk]))
    assert "Who has access" not in page.content.decode()
    data = fields(site.support, name="Help desk")
    data |= row("people", f"group-{group.pk}", "none", "manage")
    assert client.post(reverse(EDIT, args=[site.support.pk]), data).status_code == 302
    site.support.refresh_from_db()
    assert site.support.name == "Help desk"
    assert not access_of(staff.eddie).is_staff


def test_a_page_left_open_brings_nothing_back(staff, site):
    """Drawn while the group could answer; taken away meanwhile; saved with the old radio."""
    group = staff.sam.groups.get()
    access.set_level(group, Level.NONE, site.support)
    data = fields(site.support) | row("people", f"group-{group.pk}", "reply", "reply")
    client_of(staff.admin).post(reverse(EDIT, args=[site.support.pk]), data)
    assert granted.groups_on(site.support).get(group.pk) is None


def test_a_personal_grant_is_shown_and_can_be_taken_back(staff, site):
    access.grant(staff.eddie, "reply", site.support)
    client = client_of(staff.mona)
    assert "Eddie" in client.get(reverse(EDIT, args=[site.support.pk])).content.decode()
    data = row("people", f"user-{staff.eddie.pk}", "reply", "none")
    client.post(reverse(EDIT, args=[site.support.pk]), data)
    assert not access_of(staff.eddie).is_staff


def test_disabling_says_what_is_left_and_pages_fall_back(staff, site, visitor):
    visitor.start(site.shop)
    answer = client_of(staff.admin).post(
        reverse(EDIT, args=[site.sales.pk]), fields(site.sales, is_active=""), follow=True
    )
    assert "1 conversation is still going on in Sales" in answer.content.decode()
    assert not access_of(staff.sasha).is_staff
    availability = visitor.get(f"availability/?page={site.shop.pk}").json()
    assert availability["department"]["slug"] == "support"


def test_a_department_with_conversations_is_deleted_after_they_moved(staff, site, visitor):
    conversation = visitor.start(site.shop)
    client = client_of(staff.admin)
    address = reverse(DELETE, args=[site.sales.pk])
    assert "not deleted but moved" in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 200
    assert Department.objects.filter(pk=site.sales.pk).exists()
    assert client.post(address, {"to": site.support.pk}).status_code == 302
    assert not Department.objects.filter(pk=site.sales.pk).exists()
    row = Conversation.objects.get(public_id=conversation["id"])
    assert row.department == site.support and row.rev > 1
    assert access_of(staff.sam).level(row) == Level.REPLY
    assert not access_of(staff.sasha).is_staff
    assert PageChat.objects.get(page=site.shop).department is None


def test_without_another_department_it_cannot_be_deleted(staff, site, visitor):
    Department.objects.exclude(pk=site.sales.pk).delete()
    visitor.start(site.shop)
    address = reverse(DELETE, args=[site.sales.pk])
    client = client_of(staff.admin)
    assert "there is no other active one" in client.get(address).content.decode()
    assert client.post(address, {"to": site.sales.pk}).status_code == 200
    assert Department.objects.filter(pk=site.sales.pk).exists()


def test_an_empty_department_goes_without_a_question(staff, site):
    address = reverse(DELETE, args=[site.sales.pk])
    assert client_of(staff.admin).post(address).status_code == 302
    assert not Department.objects.filter(pk=site.sales.pk).exists()


@pytest.mark.parametrize("many", [10, 1_000])
def test_the_pages_price_does_not_grow(staff, site, many, django_assert_max_num_queries):
    Department.objects.bulk_create(
        Department(name=f"Desk {n}", slug=f"desk-{n}") for n in range(many)
    )
    client = client_of(staff.admin)
    client.get(reverse(INDEX))
    with django_assert_max_num_queries(16):
        assert client.get(reverse(INDEX)).status_code == 200
    with django_assert_max_num_queries(22):
        assert client.get(reverse(EDIT, args=[site.support.pk])).status_code == 200
