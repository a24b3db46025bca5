"""Settings, opening hours and texts in the admin."""

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from livechat.models import ChatSettings, ChatTexts, Schedule
from tests.admin import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(staff):
    cache.clear()
    return client_of(staff.admin)


def settings_form(**values):
    usual = {
        "name_field": "optional",
        "email_field": "optional",
        "recognises_users": "on",
        "privacy_page": "",
        "schedule": "",
        "side": "end",
    }
    return usual | dict.fromkeys(("accent", "accent_text", "dark_accent", "dark_accent_text"), "")


def test_the_settings_are_under_settings_for_those_who_may(admin, staff, site):
    path = f"/admin/settings/livechat/chatsettings/{site.site.pk}/"
    html = admin.get(path).content.decode()
    for heading in ("Before the chat", "Look", "Consent", "Colours"):
        assert heading in html
    assert client_of(staff.mona).get(path).status_code in (302, 403)
    form = settings_form() | {"accent": "#ffcc00"}
    answer = admin.post(path, form)
    assert "Choose a darker colour" in answer.content.decode()
    answer = admin.post(path, form | {"accent": "#2b50c8", "name_field": "required"})
    assert answer.status_code == 302
    saved = ChatSettings.objects.get()
    assert (saved.accent, saved.name_field, saved.recognises_users) == ("#2b50c8", "required", True)


def test_opening_hours_are_a_week_and_its_exceptions(admin, site):
    form = {"name": "Office", "time_zone": "Europe/Berlin"}
    spans = inline_formset([{"day": "0", "opens": "9:00", "closes": "17:00"}])
    closed = inline_formset([{"first": "2026-12-24", "last": "2026-12-20", "every_year": "on"}])
    data = nested_form_data(form | {"spans": spans, "closed_days": closed})
    answer = admin.post("/admin/chat/hours/new/", data)
    assert "The last day is before the first." in answer.content.decode()
    assert not Schedule.objects.exists()
    data["closed_days-0-last"] = "2026-12-26"
    assert admin.post("/admin/chat/hours/new/", data).status_code == 302
    schedule = Schedule.objects.get()
    assert [str(span) for span in schedule.spans.all()] == ["Monday 09:00–17:00"]
    assert admin.get(f"/admin/chat/hours/edit/{schedule.pk}/").status_code == 200
    refused = admin.post("/admin/chat/hours/new/", data | {"name": "B", "time_zone": "Mars/Base"})
    assert refused.status_code == 200 and Schedule.objects.count() == 1


def test_texts_are_put_in_the_sites_own_words(admin, site, django_capture_on_commit_callbacks):
    form = {"site": site.site.pk, "locale": site.home.locale.pk}
    html = admin.get("/admin/chat/texts/new/").content.decode()
    assert 'placeholder="Hello! How can we help?"' in html
    assert 'placeholder="{name} is typing"' in html
    mistake = form | {"typing": "{nam} writes", "greeting": "Moin! {name}"}
    html = admin.post("/admin/chat/texts/new/", mistake).content.decode()
    assert "Nothing is filled in for {nam} here, only for {name}." in html
    assert "Nothing is filled in for {name} here." in html
    with django_capture_on_commit_callbacks(execute=True):
        words = form | {"typing": "{name} writes", "greeting": " Moin! ", "chat_with_us": "Ask us"}
        assert admin.post("/admin/chat/texts/new/", words).status_code == 302
    kept = ChatTexts.objects.get()
    assert kept.texts == {
        "typing": "{name} writes",
        "greeting": "Moin!",
        "chat_with_us": "Ask us",
    }
    assert "Moin!" in Client().get("/livechat/").content.decode()
    edited = admin.get(f"/admin/chat/texts/edit/{kept.pk}/").content.decode()
    assert 'value="Moin!"' in edited
    twice = admin.post("/admin/chat/texts/new/", form)
    assert twice.status_code == 200 and ChatTexts.objects.count() == 1
