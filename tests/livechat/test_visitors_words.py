"""Mails and refusals: the conversation's language, the site's own words, the visitor's clock."""

import re
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import override_settings
from django.utils import timezone, translation
from wagtail.models import Locale, Page

import livechat
from livechat import errors, tasks
from livechat.models import ChatSettings, ChatTexts, Conversation, Message, Schedule
from livechat.templatetags.livechat_times import when
from livechat.widget_texts import ALL

pytestmark = pytest.mark.django_db
LANGUAGES = [("en", "English"), ("de", "German")]
AT = datetime(2026, 3, 4, 22, 30, tzinfo=UTC)


@pytest.fixture
def words(site):
    """``words(key="…")``: what the site says otherwise on German pages."""
    cache.clear()
    german = Locale.objects.create(language_code="de")

    def say(**texts):
        ChatTexts.objects.create(site=site.site, locale=german, texts=texts)
        cache.clear()

    with override_settings(
        LANGUAGES=LANGUAGES, WAGTAIL_CONTENT_LANGUAGES=LANGUAGES, WAGTAIL_I18N_ENABLED=True
    ):
        yield say


@pytest.fixture
def page(site, words):
    """A German page."""
    german = Locale.objects.get(language_code="de")
    return site.home.add_child(instance=Page(title="Lampen", slug="lampen", locale=german))


@pytest.fixture
def talk(visitor, page):
    """A conversation of a visitor who sits in Tokyo, begun on the German page, with an answer."""
    begun = visitor.start(page, email="grace@example.com", body="Hallo?", timezone="Asia/Tokyo")
    row = Conversation.objects.get(public_id=begun["id"])
    fields = {"seq": 2, "vseq": 2, "role": "staff", "author_name": "Sam", "body": "Ja."}
    Message.objects.create(conversation=row, **fields)
    Message.objects.update(created_at=AT)
    Conversation.objects.update(last_seq=2, last_vseq=2)
    return row


def mailed(mailoutbox, task, *values):
    """``(mail, its HTML)`` of what the task has sent."""
    task.call(*values)
    mail = mailoutbox.pop()
    return mail, mail.alternatives[0][0]


def test_a_transcript_is_in_the_sites_words_and_the_visitors_time(talk, words, mailoutbox):
    words(mail_transcript="Hier steht, was wir schrieben.", you="Sie selbst")
    mail, html = mailed(mailoutbox, tasks.send_transcript, str(talk.public_id), "g@example.com")
    assert mail.subject == "Ihr Chat mit Test"
    assert '<html lang="de" dir="ltr">' in html and "<title>Ihr Chat mit Test</title>" in html
    for part in (mail.body, html):
        assert "Hier steht, was wir schrieben." in part and "Sie selbst" in part
        assert "Die Zeiten gelten in der Zeitzone Asia/Tokyo." in part
        assert part.count("05.03.2026 07:30") == 2


def test_so_are_answers_and_the_question_at_another_address(talk, words, mailoutbox):
    words(mail_subject_answer="Antwort von {site}!", mail_go_on="Weiter", mail_ignore="Sonst nicht")
    mail, html = mailed(mailoutbox, tasks.send_unread, str(talk.public_id), 0, 2)
    assert mail.subject == "Antwort von Test!"
    assert ">Weiter</a>" in html
    for part in (mail.body, html):
        assert "Während Sie weg waren" in part and "05.03.2026 07:30" in part
        assert "Asia/Tokyo" in part
    mail, html = mailed(mailoutbox, tasks.send_confirmation, str(talk.public_id), "a@b.org", "x")
    assert mail.subject == "Ihr Chat mit Test"
    assert "Sonst nicht" in mail.body and "Sonst nicht" in html


@pytest.mark.parametrize(
    ("told", "hours", "named", "shown"),
    [
        ("", "America/New_York", "America/New York", "04.03.2026 17:30"),
        ("Mars/Base", "", "Europe/Berlin", "04.03.2026 23:30"),
    ],
)
def test_a_visitor_of_an_unknown_zone_gets_that_of_the_hours_or_of_the_server(
    told, hours, named, shown, talk, site, mailoutbox
):
    Conversation.objects.update(time_zone=told)
    if hours:
        schedule = Schedule.objects.create(name="Office", time_zone=hours)
        ChatSettings.objects.create(site=site.site, schedule=schedule)
    with override_settings(TIME_ZONE="Europe/Berlin"):
        mail, _html = mailed(mailoutbox, tasks.send_transcript, str(talk.public_id), "g@b.org")
    assert f"Zeitzone {named}." in mail.body and shown in mail.body


def test_dates_are_in_the_order_of_the_language_and_never_in_ours():
    with timezone.override("Asia/Tokyo"):
        found = {}
        for language in ("en", "de", "fr", "ar"):
            with translation.override(language):
                found[language] = when(AT)
    assert found["en"] == "03/05/2026 7:30 a.m."
    assert (found["de"], found["fr"]) == ("05.03.2026 07:30", "05/03/2026 07:30")
    assert found["ar"] == "05\u200f/03\u200f/2026 7:30 ص"


def test_a_site_without_a_name_is_called_by_its_host(talk, site, mailoutbox):
    site.site.site_name = ""
    site.site.save()
    mail, _html = mailed(mailoutbox, tasks.send_transcript, str(talk.public_id), "g@example.com")
    assert mail.subject == "Ihr Chat mit testserver"


def test_the_plain_pages_tell_the_time_where_the_visitor_is(talk, visitor, page):
    html = visitor.get(f"conversations/{talk.public_id}/").content.decode()
    assert ">05.03.2026 07:30</time>" in html and 'datetime="2026-03-04T22:30:00.000Z"' in html
    assert "Zeitzone Asia/Tokyo." in html
    Conversation.objects.update(last_message_at=AT)
    html = visitor.get(f"?page={page.pk}").content.decode()
    assert ">05.03.2026 07:30</time>" in html and "Zeitzone Asia/Tokyo." in html


def test_a_form_that_is_refused_says_so_in_the_sites_words(words, page, site, visitor):
    words(name_missing="Wie heißen Sie?", refused_bad_value="Da stimmt was nicht.")
    ChatSettings.objects.create(site=site.site, name_field="required")
    form = visitor.client.get(f"/livechat/?page={page.pk}").content.decode()
    values = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))

    def refused(**more):
        answer = visitor.client.post("/livechat/", values | {"body": "Hallo"} | more)
        assert answer.status_code == 400
        return re.search(r'role="alert">(.*?)<', answer.content.decode())[1]

    assert refused() == "Wie heißen Sie?"
    assert refused(name="Grace", email="nowhere") == "Da stimmt was nicht."
    answer = visitor.post(
        "conversations/",
        {"key": "k" * 22, "body": "x", "page": page.pk} | {"client_id": str(uuid.uuid4())},
    )
    assert answer.json()["message"] == "Bitte geben Sie Ihren Namen an."


@pytest.mark.django_db(transaction=True)
def test_in_the_talk_too_by_form_and_by_frame(talk, words, visitor):
    words(refused_closed="Schluss.", file_refused="Nur {types}!")
    path = f"conversations/{talk.public_id}/"
    upload = {
        "type": "attach",
        "client_id": str(uuid.uuid4()),
        "file": ContentFile(b"MZ", name="a.exe"),
    }
    html = visitor.client.post(f"/livechat/{path}", upload).content.decode()
    assert re.search(r'role="alert">Nur png, jpg, [\w, ]+!<', html)
    conversation = {"id": str(talk.public_id)}
    visitor.command(conversation, "conversation.close")
    again = {"email": "grace@example.com"}
    asked = [visitor.command(conversation, "transcript.request", **again) for _ in range(4)]
    assert asked[-1].json()["message"] == "Zu schnell. Bitte warten Sie einen Moment."
    again = {"type": "message.post", "client_id": str(uuid.uuid4()), "body": "Noch was"}
    html = visitor.client.post(f"/livechat/{path}", again).content.decode()
    assert 'role="alert">Schluss.<' in html and "Noch was" not in html


def test_every_refusal_has_words_of_the_site():
    kinds = [each for each in vars(errors).values() if isinstance(each, type)]
    assert len(kinds) > 10
    assert {each.words for each in kinds} < set(ALL)
    folder = Path(livechat.__file__).parent
    used = {
        key
        for file in folder.rglob("*.py")
        for key in re.findall(r'words="(\w+)"', file.read_text())
    }
    assert {"name_missing", "file_too_big", "agree_first"} <= used <= set(ALL)
    said = errors.TooBig(words="file_too_big", n=7)
    assert said.said({"file_too_big": "{n} MB!"}) == "7 MB!" and "7 MB" in str(said)
