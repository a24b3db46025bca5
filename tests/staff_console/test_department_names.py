"""The department's form asks for its name in the other languages, where there are such."""

import pytest
from django.test import override_settings
from django.urls import reverse
from wagtail.models import Locale

from livechat.models import Department
from tests.admin import client_of
from tests.admin import department_form as fields

pytestmark = pytest.mark.django_db
ADD, EDIT = "livechat_departments:add", "livechat_departments:edit"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("ar", "العربية")]


@pytest.fixture
def languages():
    with override_settings(
        LANGUAGES=LANGUAGES, WAGTAIL_CONTENT_LANGUAGES=LANGUAGES, WAGTAIL_I18N_ENABLED=True
    ):
        for code in ("de", "ar"):
            Locale.objects.create(language_code=code)
        yield


def test_in_one_language_there_is_nothing_to_ask(staff, site):
    html = client_of(staff.admin).get(reverse(EDIT, args=[site.support.pk])).content.decode()
    assert 'name="name"' in html
    assert 'name="name_' not in html and "Name in other languages" not in html


def test_there_is_a_field_for_each_other_language_and_what_is_kept_comes_back(
    staff, site, languages
):
    client, address = client_of(staff.admin), reverse(EDIT, args=[site.support.pk])
    Department.objects.filter(pk=site.support.pk).update(names={"fr": "Assistance", "ar": "x"})
    html = client.get(address).content.decode()
    assert "Name in other languages" in html and "Deutsch" in html
    assert 'name="name_de"' in html and 'name="name_en"' not in html
    data = fields(site.support, name_de=" Kundendienst ", name_ar="")
    assert client.post(address, data).status_code == 302
    site.support.refresh_from_db()
    # A language that the sites do not have at the moment is not asked for, and not forgotten.
    assert site.support.names == {"fr": "Assistance", "de": "Kundendienst"}
    assert 'value="Kundendienst"' in client.get(address).content.decode()


def test_what_is_too_long_is_said_at_its_field_and_a_new_department_has_them_too(
    staff, site, languages
):
    client, desk = client_of(staff.admin), Department(name="Returns", slug="returns")
    answer = client.post(reverse(ADD), fields(desk, name_de="x" * 81))
    assert "at most 80 characters" in answer.content.decode()
    assert client.post(reverse(ADD), fields(desk, name_de="Rückgabe")).status_code == 302
    assert Department.objects.get(slug="returns").name_in("de") == "Rückgabe"
