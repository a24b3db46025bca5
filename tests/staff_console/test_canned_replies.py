"""Canned replies: offered where they fit, managed by those who may."""

import pytest
from django.contrib.auth.models import Permission

from staff_console.models import CannedReply, filled

pytestmark = pytest.mark.django_db

LISTING = "/admin/snippets/staff_console/cannedreply/"


@pytest.fixture
def replies(site):
    for title, department in (("Anywhere", None), ("Here", site.support), ("There", site.sales)):
        CannedReply.objects.create(title=title, body=f"{title}.", department=department)


def offered(desk):
    return [each["title"] for each in desk.start()["canned"]]


def test_each_is_offered_where_one_may_answer(replies, staff, desk_of):
    assert offered(desk_of(staff.sam)) == ["Anywhere", "Here"]
    assert offered(desk_of(staff.sasha)) == ["Anywhere", "There"]
    assert offered(desk_of(staff.mona)) == ["Anywhere", "Here", "There"]
    assert offered(desk_of(staff.admin)) == ["Anywhere", "Here", "There"]
    assert offered(desk_of(staff.olive)) == ["Anywhere"]


def test_they_are_snippets_for_people_with_the_permission(replies, staff, desk_of):
    assert desk_of(staff.admin).get(LISTING).status_code == 200
    assert desk_of(staff.sam).get(LISTING).status_code == 302
    permission = Permission.objects.get(codename="change_cannedreply")
    staff.sam.groups.get().permissions.add(permission)
    assert desk_of(staff.sam).get(LISTING).status_code == 200


def test_one_can_be_written(site, staff, desk_of):
    desk = desk_of(staff.admin)
    values = {"title": "Hours", "body": "From ten to four.", "shortcut": "hours", "order": "0"}
    answer = desk.client.post(f"{LISTING}add/", values | {"department": site.support.pk})
    assert answer.status_code == 302
    assert CannedReply.objects.get().department == site.support


def test_they_go_with_their_department(replies, site):
    site.sales.canned_replies.model.objects.filter(department=None).delete()
    site.sales.delete()
    assert [each.title for each in CannedReply.objects.all()] == ["Here"]


def test_a_preview_shows_it_filled_in_and_changes_are_remembered(site, staff, desk_of):
    desk = desk_of(staff.admin)
    values = {"title": "Hi", "body": "Hello {visitor_name}, <b>{what}</b>", "order": "0"}
    address = f"{LISTING}preview/"
    assert desk.client.post(address, values).json()["is_valid"]
    shown = desk.client.get(address + "?in_preview_panel=true").content.decode()
    assert "Hello Grace, &lt;b&gt;{what}&lt;/b&gt;" in shown
    desk.client.post(f"{LISTING}add/", values)
    reply = CannedReply.objects.get()
    desk.client.post(f"{LISTING}edit/{reply.pk}/", values | {"body": "Good day"})
    assert CannedReply.objects.get().body == "Good day"
    assert reply.revisions.count() == 2


def test_uses_are_counted_by_those_who_may_use_it(replies, site, staff, desk_of):
    here = CannedReply.objects.get(title="Here")
    address = f"/admin/chat/api/canned-replies/{here.pk}/used/"
    for user, status in ((staff.sam, 200), (staff.sam, 200), (staff.sasha, 404)):
        assert desk_of(user).client.post(address).status_code == status
    here.refresh_from_db()
    assert here.uses == 2


def test_sec_32_what_a_reply_names_is_filled_in_once():
    values = {"visitor_name": "{staff_name} {{ 7|add:7 }}", "staff_name": "Sam"}
    text = filled("{visitor_name}, {staff_name}, {unknown}, {visitor_name.__class__}", values)
    assert text == "{staff_name} {{ 7|add:7 }}, Sam, {unknown}, {visitor_name.__class__}"
