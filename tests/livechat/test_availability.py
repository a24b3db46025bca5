"""The availability address: public, without a cookie, cacheable for a moment."""

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction, Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

pytestmark = pytest.mark.django_db(transaction=True)


def ask(client, page=None):
    query = "" if page is None else f"?page={page}"
    answer = client.get(f"/livechat/availability/{query}")
    assert answer.status_code == 200
    return answer.json()


def test_a_page_with_chat_says_who_answers_and_what_is_asked(client, site):
    assert ask(client, site.shop.pk) == {
        "chat": True,
        "online": False,
        "department": {"slug": "sales", "name": "Sales"},
        "greeting": "",
        "fields": {"name": "optional", "email": "optional"},
    }


def test_without_a_page_it_is_the_sites_root_page(client, site):
    assert ask(client) == ask(client, site.home.pk)
    assert ask(client)["department"]["slug"] == "support"


def test_off_unknown_private_and_unpublished_pages_look_alike(client, site):
    assert ask(client, site.shop.pk)["chat"] is True
    PageViewRestriction.objects.create(page=site.shop, restriction_type="login")
    site.home.add_child(instance=type(site.home)(title="Draft", slug="draft", live=False))
    draft = site.home.get_children().get(slug="draft")
    cache.clear()
    for page in (site.shop.pk, site.off.pk, draft.pk, 10**9, 0):
        assert ask(client, page) == {"chat": False}, page


@pytest.mark.parametrize("page", ["x", "-1", "1.5", "", "9" * 40, "%00", "1%27", "\u0663"])
def test_what_is_no_page_has_no_chat(client, site, page):
    assert ask(client)["chat"] is True
    assert ask(client, site.home.pk)["chat"] is True
    assert ask(client, page) == {"chat": False}


def test_it_is_public_for_a_few_seconds_and_the_same_for_everybody(client, site, visitor, staff):
    answer = client.get("/livechat/availability/")
    assert "public" in answer["Cache-Control"]
    seconds = int(answer["Cache-Control"].split("max-age=")[1].split(",")[0])
    assert 0 < seconds <= 10
    assert not answer.cookies
    visitor.start()
    client.force_login(staff.admin)
    for each in (visitor.client, client):
        assert each.get("/livechat/availability/").content == answer.content


def test_health_says_how_the_process_is(client, db):
    answer = client.get("/livechat/health/")
    assert answer.status_code == 200
    assert set(answer.json()) == {"status", "database", "channel_layer"}
    assert (answer.json()["status"], answer.json()["database"]) == ("ok", "ok")
    assert "no-store" in answer["Cache-Control"]


def test_what_wagtail_remembers_of_a_sites_root_is_not_asked(client, site):
    cache.clear()
    remembered = Site.get_site_root_paths()
    site.home.slug = "welcome"
    site.home.save()
    # As in another process, which is not told.
    cache.set(SITE_ROOT_PATHS_CACHE_KEY, remembered, version=SITE_ROOT_PATHS_CACHE_VERSION)
    assert ask(client, site.shop.pk)["chat"] is True
