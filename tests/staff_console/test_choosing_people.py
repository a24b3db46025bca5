"""A level for one person, from the department's page: chosen by name among those of the admin."""

import pytest
from django.urls import reverse

from livechat import access, granted
from livechat.access import Level, access_of
from livechat.models import ChatLogEntry
from tests.admin import client_of

pytestmark = pytest.mark.django_db
EDIT = "livechat_departments:edit"
CHOOSE, RESULTS, CHOSEN = (
    f"livechat_people:{name}" for name in ("choose", "choose_results", "chosen")
)


@pytest.fixture
def customer(django_user_model):
    """Somebody with an account on the site who may not use the admin."""
    return django_user_model.objects.create_user("carla", "carla@example.com", "x")


def give(client, department, person, level):
    data = {"people-person": person, "people-level": level}
    return client.post(reverse(EDIT, args=[department.pk]), data)


def test_a_person_is_given_a_level_and_it_is_remembered_who_gave_it(staff, site):
    client = client_of(staff.mona)
    assert give(client, site.support, staff.eddie.pk, "join").status_code == 302
    assert granted.people_on(site.support) == {staff.eddie.pk: Level.JOIN}
    assert access_of(staff.eddie).in_department(site.support.pk) == Level.JOIN
    entry = ChatLogEntry.objects.get(action="livechat.grant", user=staff.mona)
    assert entry.data == {"to": "Eddie", "before": "none", "after": "join"}
    assert "Eddie: Read" in client.get(reverse(EDIT, args=[site.support.pk])).content.decode()
    assert give(client, site.support, staff.eddie.pk, "reply").status_code == 302
    assert granted.people_on(site.support) == {staff.eddie.pk: Level.REPLY}


@pytest.mark.parametrize("level", ["none", "everything"])
def test_a_level_that_is_none_is_refused(staff, site, level):
    answer = give(client_of(staff.mona), site.support, staff.eddie.pk, level)
    assert answer.status_code == 200
    assert granted.people_on(site.support) == {}


def test_nobody_without_the_admin_is_given_anything(staff, site, customer):
    """Nor is their name told, whatever number is sent."""
    client = client_of(staff.mona)
    for person in (customer.pk, 999_999, "x"):
        answer = give(client, site.support, person, "reply")
        assert answer.status_code == 200
        assert "This person may not use the admin." in answer.content.decode()
        assert "carla" not in answer.content.decode()
        assert client.get(reverse(CHOSEN, args=[person])).status_code == 404
    staff.eddie.is_active = False
    staff.eddie.save()
    assert give(client, site.support, staff.eddie.pk, "reply").status_code == 200
    assert granted.people_on(site.support) == {}


def test_only_who_manages_this_department_gives_levels_in_it(staff, site):
    access.set_level(staff.mona.groups.get(), Level.NONE, site.sales)
    assert give(client_of(staff.mona), site.sales, staff.eddie.pk, "join").status_code == 404
    assert give(client_of(staff.sam), site.support, staff.eddie.pk, "join").status_code == 403
    assert granted.people_on(site.support) == granted.people_on(site.sales) == {}


def test_the_chooser_finds_people_by_any_of_their_names(staff, customer):
    client = client_of(staff.mona)

    def found(words):
        page = client.get(reverse(RESULTS), {"q": words}).content.decode()
        return {name for name in ("Eddie", "Sam", "Sasha", "Olive", "carla") if f"{name}\n" in page}

    assert found("") == {"Eddie", "Sam", "Sasha", "Olive"}
    assert found("edd") == found("EDDIE") == {"Eddie"}
    assert found("s") == {"Sam", "Sasha"}
    assert found("s sha") == {"Sasha"}
    assert found("carla") == found("nobody") == set()
    assert found("%") == found("_") == set()
    chosen = client.get(reverse(CHOSEN, args=[staff.eddie.pk])).json()["result"]
    assert (chosen["id"], chosen["title"]) == (str(staff.eddie.pk), "Eddie")
    assert client.get(reverse(CHOOSE), {"multiple": 1}).status_code == 200


def test_the_page_has_no_script_of_its_own(staff, site):
    page = client_of(staff.mona).get(reverse(EDIT, args=[site.support.pk])).content.decode()
    assert 'data-controller="livechat-chooser"' in page
    assert "new Chooser(" not in page
