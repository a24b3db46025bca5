"""The section *Live chat* in Wagtail's group editor."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from livechat import access, granted
from livechat.access import Level, access_of
from livechat.models import ChatLogEntry, Department
from staff_console.group_panel import GroupLevelsForm
from tests.admin import client_of, row

pytestmark = pytest.mark.django_db


def post(client, group, name, **rows):
    """As the editor posts it, with an empty page formset."""
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    prefixes = ["page_permissions", "collection_permissions", "image_permissions"]
    prefixes += ["document_permissions"]
    data = {f"{prefix}-{key}": value for prefix in prefixes for key, value in empty.items()}
    kept = group.permissions.values_list("pk", flat=True) if group else []
    data |= {"name": name, "permissions": list(kept)}
    for department_pk, (was, now) in rows.pop("levels").items():
        data |= row("livechat", f"department-{department_pk}", was, now)
    if group is None:
        return client.post(reverse("wagtailusers_groups:add"), data)
    return client.post(reverse("wagtailusers_groups:edit", args=[group.pk]), data)


def test_the_editor_shows_every_department_with_its_level(staff, site):
    group = staff.sam.groups.get()
    page = client_of(staff.admin).get(reverse("wagtailusers_groups:edit", args=[group.pk]))
    text = page.content.decode()
    assert "Live chat" in text and "Support: Answer" in text and "Sales: None" in text
    assert "Can read chats in every department" in text
    form = GroupLevelsForm(instance=group)
    assert {each.label: each.level for each in form.lines} == {
        "Support": Level.REPLY,
        "Sales": Level.NONE,
    }


def test_a_level_is_given_changed_and_taken(staff, site):
    group = staff.sam.groups.get()
    client = client_of(staff.admin)
    levels = {site.support.pk: ("reply", "join"), site.sales.pk: ("none", "manage")}
    assert post(client, group, group.name, levels=levels).status_code == 302
    assert granted.to_group(group) == {
        site.support.pk: Level.JOIN,
        site.sales.pk: Level.MANAGE,
    }
    assert access_of(staff.sam).in_department(site.support.pk) == Level.JOIN
    entries = ChatLogEntry.objects.filter(user=staff.admin).order_by("pk")
    assert [entry.action for entry in entries] == ["livechat.grant", "livechat.revoke"] or [
        entry.action for entry in entries
    ] == ["livechat.revoke", "livechat.grant"]
    levels = {site.sales.pk: ("manage", "none")}
    post(client, group, group.name, levels=levels)
    assert granted.to_group(group) == {site.support.pk: Level.JOIN}


def test_a_new_group_gets_its_levels(staff, site):
    client = client_of(staff.admin)
    levels = {site.support.pk: ("none", "reply")}
    assert post(client, None, "Night shift", levels=levels).status_code == 302
    group = Group.objects.get(name="Night shift")
    assert granted.to_group(group) == {site.support.pk: Level.REPLY}


def test_what_was_not_touched_stays_as_it_is_now(staff, site):
    group = staff.sam.groups.get()
    access.set_level(group, Level.NONE, site.support)
    levels = {site.support.pk: ("reply", "reply")}
    post(client_of(staff.admin), group, "New name", levels=levels)
    assert Group.objects.filter(name="New name").exists()
    assert granted.to_group(group) == {}


def test_only_group_editors_get_there(staff, site):
    group = staff.sam.groups.get()
    levels = {site.support.pk: ("reply", "manage")}
    for user in (staff.sam, staff.mona, staff.eddie):
        assert post(client_of(user), group, group.name, levels=levels).status_code == 403
    assert granted.to_group(group) == {site.support.pk: Level.REPLY}


@pytest.mark.parametrize("many", [10, 1_000])
def test_the_forms_price_does_not_grow(staff, site, many, django_assert_max_num_queries):
    Department.objects.bulk_create(
        Department(name=f"Desk {n}", slug=f"desk-{n}") for n in range(many)
    )
    group = staff.sam.groups.get()
    with django_assert_max_num_queries(2):
        assert len(GroupLevelsForm(instance=group).rows) == many + 2
