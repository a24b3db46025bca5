"""Several sites: departments that serve some of them only."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page, Site

from livechat import access
from livechat.access import access_of
from livechat.actions import conversations
from livechat.errors import BadValue
from livechat.handling.staff import handle, person_of
from livechat.models import Conversation, Department, PageChat
from livechat.page_choice import departments_for, resolve
from livechat.protocol.commands import STAFF_COMMANDS, validate
from tests.admin import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(site):
    """Another site beside the first, with a desk for its own pages only."""
    home = Page(title="Garden", slug="garden", locale=Locale.objects.get())
    site.root.refresh_from_db()
    site.root.add_child(instance=home)
    second = Site.objects.create(hostname="garden.test", root_page=home)
    desk = Department.objects.create(name="Garden desk", slug="garden", order=5)
    desk.sites.add(second)
    second.desk, second.home = desk, home
    return second


def departments_of(user):
    hello = handle(person_of(user), "hello", validate(STAFF_COMMANDS, "hello", {"v": 1}))
    return {each["slug"] for each in hello["departments"]}


def test_a_page_of_another_site_does_not_lead_to_a_desk(site, second):
    for page in (site.home, second.home):
        PageChat.objects.create(page=page, department=second.desk)
    assert resolve(second.home).department == second.desk
    assert resolve(site.home).department == site.support
    assert second.desk in departments_for(second.home)
    assert second.desk not in departments_for(site.home)


def test_the_first_department_of_all_must_serve_the_page(site, second):
    PageChat.objects.all().delete()
    Department.objects.filter(pk=second.desk.pk).update(order=0)
    Department.objects.exclude(pk=second.desk.pk).update(order=1)
    assert resolve(second.home).department == second.desk
    assert resolve(site.home).department != second.desk
    Department.objects.exclude(pk=second.desk.pk).update(is_active=False)
    assert not resolve(site.home).on


def test_the_editor_offers_the_sites_departments(site, second, staff):
    def editor(page):
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        return client_of(staff.admin).get(address).content.decode()

    assert "Garden desk" in editor(second.home)
    assert "Garden desk" not in editor(site.home)
    PageChat.objects.create(page=site.home, department=second.desk)
    assert "Garden desk" in editor(site.home)


def test_staff_of_one_site_hear_of_its_departments_only(site, second, staff):
    site.support.sites.add(site.site)
    assert departments_of(staff.sam) == {"support", "sales"}
    access.grant(staff.eddie, "reply", second.desk)
    assert departments_of(staff.eddie) == {"garden", "sales"}
    site.sales.sites.add(site.site)
    assert departments_of(staff.eddie) == {"garden"}
    assert departments_of(staff.admin) == {"garden", "support", "sales"}


def test_a_conversation_stays_within_its_site_unless_granted(site, second, staff, visitor):
    row = Conversation.objects.get(public_id=visitor.start()["id"])
    with pytest.raises(BadValue, match="no such department"):
        conversations.transfer(row, staff.sam, "garden")
    access.grant(staff.sam, "reply", second.desk)
    conversations.transfer(row, staff.sam, "garden")
    row.refresh_from_db()
    assert row.department == second.desk
    assert access_of(staff.sam).level(row)


@pytest.mark.parametrize("many", [10, 1_000])
def test_the_price_does_not_grow(site, second, staff, many, django_assert_max_num_queries):
    desks = Department.objects.bulk_create(
        Department(name=f"Desk {n}", slug=f"desk-{n}") for n in range(many)
    )
    through = Department.sites.through
    through.objects.bulk_create(through(department=desk, site=second) for desk in desks)
    site.support.sites.add(site.site)
    person = person_of(staff.sam)
    with django_assert_max_num_queries(10):
        handle(person, "hello", validate(STAFF_COMMANDS, "hello", {"v": 1}))
    with django_assert_max_num_queries(2):
        resolve(site.home)
