"""The choice is part of the page: a draft until it is published, and wherever the page goes."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Locale, Page

from livechat.models import Conversation, PageChat
from livechat.page_choice import resolve
from tests.editor import Editor, add_article, choice_of, created, drafted

pytestmark = pytest.mark.django_db
OFF = {"mode": "off"}


@pytest.fixture
def admin(staff):
    return Editor(staff.admin)


@pytest.fixture
def article(site):
    return add_article(site.shop, greeting="Hi")


def test_a_draft_changes_nothing_for_visitors_until_it_is_published(admin, article, client):
    admin.save(article, livechat=OFF)
    assert drafted(article).mode == "off"
    assert resolve(article).on
    assert b"livechat" in client.get(article.url).content
    admin.save(article, publish=True)
    assert b"livechat" not in client.get(article.url).content


def test_scheduled_publishing(admin, article):
    admin.save(article, livechat=OFF)
    article.refresh_from_db()
    revision = article.latest_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    assert resolve(article).on
    call_command("publish_scheduled")
    assert not resolve(article).on


def test_reverting_to_an_earlier_revision(admin, article):
    article.save_revision().publish()
    first = Page.objects.get(pk=article.pk).latest_revision
    admin.save(article, publish=True, livechat=OFF)
    first.publish()
    assert choice_of(article) == ("inherit", None, "Hi")
    assert PageChat.objects.filter(page=article).count() == 1


def test_publishing_two_drafts_that_were_both_the_first(admin, site):
    """Neither revision knows the other's row; the later one replaces it."""
    article = add_article(site.shop)
    admin.save(article, livechat=OFF)
    off = Page.objects.get(pk=article.pk).latest_revision
    on = article.specific_class.objects.get(pk=article.pk)
    on.livechat = [PageChat(mode="on")]
    on = on.save_revision()
    for revision, mode in ((off, "off"), (on, "on"), (off, "off")):
        revision.publish()
        assert choice_of(article)[0] == mode
    assert PageChat.objects.filter(page=article).count() == 1


def test_a_revision_outlives_the_department_it_names(article, site):
    article.livechat = [PageChat(mode="on", department=site.sales)]
    revision = article.save_revision()
    site.sales.delete()
    revision.publish()
    assert choice_of(article) == ("on", None, "")


def test_comparing_revisions_tells_the_change_field_by_field(admin, article, site):
    article.save_revision()
    admin.save(article, livechat={"mode": "off", "department": site.support.pk})
    older, newer = article.revisions.order_by("pk").values_list("pk", flat=True)
    url = f"/admin/pages/{article.pk}/revisions/compare/{older}...{newer}/"
    html = admin.client.get(url).content.decode()
    assert '<span class="deletion">Same as parent page</span>' in html
    assert '<span class="addition">Off</span>' in html
    assert "Support" in html
    assert "Greeting" not in html


def test_a_copy_takes_the_choice_along(article, site):
    copy = article.copy(update_attrs={"slug": "copy", "title": "Copy"})
    assert choice_of(copy) == ("inherit", None, "Hi")
    assert choice_of(article) == ("inherit", None, "Hi")


def test_an_alias_follows_its_source(admin, article):
    alias = article.create_alias(update_slug="alias")
    assert choice_of(alias) == ("inherit", None, "Hi")
    admin.save(article, publish=True, livechat=OFF)
    assert choice_of(alias)[0] == "off"


def test_a_translation_starts_with_the_choice_of_its_source(admin, article):
    german = Locale.objects.get_or_create(language_code="de")[0]
    translation = article.copy_for_translation(german, copy_parents=True)
    assert choice_of(translation) == ("inherit", None, "Hi")
    admin.save(article, publish=True, livechat=OFF)
    assert choice_of(translation) == ("inherit", None, "Hi")


def test_autosave_only_writes_the_draft(admin, article, django_capture_on_commit_callbacks):
    admin.save(article, livechat={"mode": "on"})
    article.refresh_from_db()
    with django_capture_on_commit_callbacks() as told:
        answer = admin.save(
            article,
            headers={"accept": "application/json"},
            livechat=OFF,
            overwrite_revision_id=article.latest_revision_id,
        )
    assert answer.json()["success"]
    assert drafted(article).mode == "off"
    assert choice_of(article) == ("inherit", None, "Hi")
    assert not Conversation.objects.exists()
    assert not [call for call in told if call.__module__.startswith("livechat")]


def test_autosave_of_a_new_page_and_what_follows(admin, site):
    data = admin.form(title="New", slug="new", livechat={"mode": "off", "greeting": "Hi"})
    url = f"/admin/pages/add/cms/articlepage/{site.shop.pk}/"
    answer = admin.client.post(url, data, headers={"accept": "application/json"}).json()
    assert answer["success"]
    assert "livechat-INITIAL_FORMS" not in answer["field_updates"]
    admin.save(created(), publish=True, livechat={"mode": "on"})
    assert choice_of(created()) == ("on", None, "Hi")
    assert PageChat.objects.filter(page=created()).count() == 1
