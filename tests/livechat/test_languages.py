"""The chat speaks the page's language, in the site's own words, in the direction it is written."""

import re

import pytest
from django.core.cache import cache
from django.test import override_settings
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile

from cms.models import ArticlePage
from livechat.models import ChatSettings, ChatTexts, Conversation

pytestmark = pytest.mark.django_db
LANGUAGES = [("en", "English"), ("ar", "Arabic")]
TWO = {
    "LANGUAGES": LANGUAGES,
    "WAGTAIL_CONTENT_LANGUAGES": LANGUAGES,
    "WAGTAIL_I18N_ENABLED": True,
}


@pytest.fixture
def pages(site):
    """An English page and its Arabic translation."""
    cache.clear()
    english = site.home.add_child(instance=ArticlePage(title="Lamps", slug="lamps", intro="All."))
    arabic = ArticlePage(title="مصابيح", slug="lamps-ar", intro="الكل.")
    arabic.locale = Locale.objects.create(language_code="ar")
    arabic.translation_key = english.translation_key
    with override_settings(**TWO):
        yield english, site.home.add_child(instance=arabic)


def test_the_widget_follows_the_page_and_not_the_request(client, pages):
    english, arabic = pages
    html = client.get(english.url).content.decode()
    assert '<live-chat lang="en" data-name="Chat"' in html
    assert 'data-strings="{}"' in html
    html = client.get(arabic.url, headers={"accept-language": "en"}).content.decode()
    assert '<live-chat lang="ar" dir="rtl" data-name="الدردشة"' in html
    assert ">تحدث معنا</a>" in html
    assert "unread_few" in html


def test_a_tree_in_another_language_beside_the_sites_own_is_of_the_site(client, pages, site):
    home = site.home.copy_for_translation(Locale.objects.get(language_code="ar"))
    home.save_revision().publish()
    site.support.sites.add(site.site)
    answer = client.get(f"/livechat/availability/?page={home.pk}").json()
    assert (answer["chat"], answer["department"]["slug"]) == (True, "support")
    elsewhere = site.root.add_child(instance=Page(title="Elsewhere", slug="elsewhere"))
    assert client.get(f"/livechat/availability/?page={elsewhere.pk}").json() == {"chat": False}


def test_so_do_the_pages_of_forms_and_what_they_refuse(client, pages, site):
    _english, arabic = pages
    ChatSettings.objects.create(site=site.site, name_field="required", asks_consent=True)
    cache.clear()
    html = client.get(f"/livechat/?page={arabic.pk}").content.decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert "أوافق على حفظ ما أكتبه" in html
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html))
    answer = client.post("/livechat/", hidden | {"body": "Hi", "consent": "yes"})
    assert "يُرجى إدخال اسمك." in answer.content.decode()
    answer = client.post("/livechat/", hidden | {"body": "Hi", "consent": "yes", "name": "Ada"})
    row = Conversation.objects.get()
    assert row.locale == "ar"
    assert row.consent_text.text.startswith("أوافق")
    talk = client.get(answer["Location"].removesuffix("#end")).content.decode()
    assert '<html lang="ar" dir="rtl">' in talk and "إنهاء الدردشة" in talk


def test_a_site_has_its_own_words_in_each_language(client, pages, site):
    english, arabic = pages
    for page, words in zip(pages, ("Ask us", "اسألنا"), strict=True):
        ChatTexts.objects.create(
            site=site.site, locale=page.locale, texts={"chat_with_us": words, "typing": words}
        )
    cache.clear()
    html = client.get(english.url).content.decode()
    assert ">Ask us</a>" in html and "&quot;typing&quot;: &quot;Ask us&quot;" in html
    html = client.get(arabic.url).content.decode()
    assert ">اسألنا</a>" in html and "&quot;typing&quot;: &quot;اسألنا&quot;" in html


@pytest.mark.django_db(transaction=True)
async def test_staff_are_refused_in_the_language_they_have_the_admin_in(
    sockets, conversation, staff
):
    await UserProfile.objects.acreate(user=staff.sam, preferred_language="de")
    asked = {
        "conversation.transfer": {"department": "nowhere"},
        "conversation.invite": {"staff": "0"},
        "message.post": {"body": " ", "client_id": "0b0e5a52-6a0f-4c57-8a3a-5a4f6d1c2e0f"},
    }
    said = {}
    for person in (staff.sam, staff.mona):
        desk = await sockets.staff_in(conversation, person)
        for kind, values in asked.items():
            reply = await desk.call(kind, conversation=conversation["id"], **values)
            said.setdefault(kind, []).append(reply.get("message"))
    assert said == {
        "conversation.transfer": ["Diese Abteilung gibt es nicht.", "There is no such department."],
        "conversation.invite": ["Diese Person gibt es nicht.", "There is no such colleague."],
        "message.post": ["body: Bitte schreiben Sie etwas.", "body: Please write something."],
    }


def test_without_wagtails_languages_it_is_that_of_the_request(client, site):
    cache.clear()
    assert '<html lang="en" dir="ltr">' in client.get("/livechat/").content.decode()
    cache.clear()
    one = TWO | {"WAGTAIL_I18N_ENABLED": False}
    with override_settings(**one, LANGUAGE_CODE="ar"):
        assert '<html lang="ar" dir="rtl">' in client.get("/livechat/").content.decode()
