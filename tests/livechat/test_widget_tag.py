"""``{% livechat_widget %}``: the widget where there is a chat, and not a trace of it elsewhere."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from wagtail.models import Page, PageViewRestriction, Site

from cms.models import ArticlePage
from livechat.models import PageChat

pytestmark = pytest.mark.django_db
TEMPLATE = Template("{% load livechat_tags %}{% livechat_widget %}")


@pytest.fixture
def article(site):
    return site.shop.add_child(
        instance=ArticlePage(title="Lamps", slug="lamps", intro="All of them.")
    )


@pytest.fixture
def request_of_visitor(site):
    """Without session and user: a tag that asked for either would fail here."""
    request = RequestFactory().get("/", headers={"host": "testserver"})
    Site.find_for_request(request)
    return request


def rendered(request, page, **values):
    return TEMPLATE.render(Context({"request": request, "page": page} | values)).strip()


def test_a_page_with_chat_has_the_widget(article, client):
    html = client.get(article.url).content.decode()
    assert "Chat with us" in html
    assert f"/livechat/?page={article.pk}" in html


def test_a_page_whose_chat_is_off_has_no_trace_of_it(article, client):
    PageChat.objects.create(page=article, mode="off")
    html = client.get(article.url).content.decode()
    assert "<h1" in html
    assert "livechat" not in html.lower()
    assert "Chat with us" not in html


def test_two_visitors_get_the_same_bytes_and_no_cookie(article, client, visitor, staff):
    first = client.get(article.url)
    visitor.start(page=article)
    second = visitor.client.get(article.url)
    assert first.content == second.content
    assert not first.cookies


def test_a_site_chooses_what_sends_and_what_its_titles_show(article, client, settings):
    html = client.get(article.url).content.decode()
    assert "data-enter" not in html and "data-count" not in html
    ours = {"SEND_KEY": "mod-enter", "TITLE_COUNT": False}
    settings.WAGTAIL_LIVECHAT = settings.WAGTAIL_LIVECHAT | ours
    html = client.get(article.url).content.decode()
    assert ' data-enter="mod-enter"' in html and ' data-count="off"' in html


def test_one_query(article, request_of_visitor, django_assert_num_queries):
    page = Page.objects.get(pk=article.pk)
    rendered(request_of_visitor, page)  # the site's settings are kept for a minute
    with django_assert_num_queries(1):
        assert "Chat with us" in rendered(request_of_visitor, page)


@pytest.mark.parametrize("mark", ["is_preview", "in_preview_panel"])
def test_silent_in_previews(article, request_of_visitor, mark):
    setattr(request_of_visitor, mark, True)
    assert not rendered(request_of_visitor, article)


def test_silent_when_an_editor_views_the_draft(article, client, staff):
    article.save_revision()
    client.force_login(staff.admin)
    html = client.get(f"/admin/pages/{article.pk}/view_draft/").content.decode()
    assert "Lamps" in html
    assert "livechat" not in html


def test_silent_without_page_request_or_site(article, request_of_visitor):
    assert not rendered(request_of_visitor, None)
    assert not rendered(request_of_visitor, "Page 2 of 7")
    assert not rendered(request_of_visitor, ArticlePage(title="New"))
    assert not rendered(None, article)
    assert not TEMPLATE.render(Context()).strip()
    Site.objects.all().delete()
    Site.clear_site_root_paths_cache()
    assert not rendered(RequestFactory().get("/"), article)


def test_silent_on_a_page_that_is_not_found(site, client):
    answer = client.get("/nothing-here/")
    assert answer.status_code == 404
    assert b"livechat" not in answer.content


def test_silent_where_a_password_is_asked_for(article, client, request_of_visitor):
    PageViewRestriction.objects.create(page=article, restriction_type="password", password="x")
    assert b"livechat" not in client.get(article.url).content
    assert not rendered(request_of_visitor, article)


def test_a_view_without_a_page_may_lend_itself_one(article, request_of_visitor):
    template = Template("{% load livechat_tags %}{% livechat_widget page=lent %}")
    context = Context({"request": request_of_visitor, "page": "Page 2 of 7", "lent": article})
    assert f"/livechat/?page={article.pk}" in template.render(context)
