"""The search page."""

import pytest
from wagtail.models import Page, PageViewRestriction

pytestmark = pytest.mark.usefixtures("demo")


def found(client, query, **more):
    response = client.get("/search/", {"query": query, **more})
    assert response.status_code == 200
    return [page.slug for page in response.context["results"]]


def test_words_of_the_body_are_found(client):
    assert "dimming-without-flicker" in found(client, "flicker")
    assert "heron" in found(client, "lacquered")


def test_the_beginning_of_a_word_is_enough(client):
    assert "warranty" in found(client, "warr")


def test_what_is_not_public_is_not_found(client):
    assert "heron" in found(client, "heron")
    heron = Page.objects.get(slug="heron")
    PageViewRestriction.objects.create(page=heron, restriction_type=PageViewRestriction.LOGIN)
    assert "heron" not in found(client, "heron")

    assert "tern" in found(client, "tern")
    Page.objects.get(slug="tern").unpublish()
    assert "tern" not in found(client, "tern")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "zzzz",
        "\x00",
        "'\"<zzzz>%_*:^-(",
        "zzzz AND",
        "NOT zzzz OR",
        "NEAR(zzzz)",
        "title:zzzz",
        "zzzz__gte",
        "a" * 5000,
    ],
)
def test_odd_questions_get_a_page(client, query):
    assert found(client, query) == []


@pytest.mark.parametrize("page", ["0", "-1", "99", "x", "1e9"])
def test_odd_page_numbers_get_a_page(client, page):
    assert found(client, "lamp", page=page)


def test_what_was_asked_is_shown_as_text(client):
    assert b"&lt;b&gt;lamp" in client.get("/search/", {"query": "<b>lamp"}).content
