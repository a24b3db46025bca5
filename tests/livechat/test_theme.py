"""A site's colours: checked when they are saved, and on the page without an inline style."""

import re

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError

from livechat.contrast import contrast, text_on
from livechat.models import ChatSettings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


def colours(site, **values):
    chosen = ChatSettings(site=site.site, **values)
    chosen.full_clean()
    chosen.save()
    return chosen


def problem(site, **values):
    with pytest.raises(ValidationError) as caught:
        colours(site, **values)
    return caught.value.message_dict


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
    assert (text_on("#ffcc00"), text_on("#2b50c8")) == ("#000000", "#ffffff")


def test_pairs_that_can_be_read_are_kept(site):
    colours(site, accent="#2b50c8", accent_text="#ffffff", dark_accent="#ffcc00")
    assert ChatSettings.objects.get().accent == "#2b50c8"


def test_a_pair_that_is_hard_to_read_is_refused_with_a_better_one(site):
    found = problem(site, accent="#c04000", accent_text="#a0a0a0")
    assert found == {
        "accent": [
            "#a0a0a0 on #c04000 has a contrast of 2.0 to 1 and is hard to read; text needs 4.5 to "
            "1. #ffffff has 5.2 to 1."
        ]
    }


def test_a_button_that_vanishes_on_its_surface_is_refused(site):
    assert "Choose a darker colour" in problem(site, accent="#ffcc00")["accent"][0]
    found = problem(site, accent="#2b50c8", dark_accent="#101010")
    assert "Choose a lighter colour" in found["dark_accent"][0]


@pytest.mark.parametrize("rubbish", ["red", "#12345", "#2b50c8;}", "#2b50cg", "url(x)"])
def test_only_colours_are_colours(site, rubbish):
    assert "accent" in problem(site, accent=rubbish)


def test_they_reach_the_page_by_an_address_that_changes_with_them(client, site):
    from cms.models import ArticlePage

    page = site.home.add_child(instance=ArticlePage(title="Lamps", slug="lamps", intro="All."))
    assert "/theme/" not in client.get(page.url).content.decode()
    chosen = colours(site, accent="#2b50c8", dark_accent="#ffcc00")
    cache.clear()
    html = client.get(page.url).content.decode()
    address = re.search(r'href="(/livechat/theme/\w+\.css)"', html)[1]
    sheet = client.get(address)
    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in sheet["Cache-Control"]
    css = sheet.content.decode()
    assert "--livechat-accent: light-dark(#2b50c8, #ffcc00);" in css
    assert "--livechat-on-accent: light-dark(#ffffff, #000000);" in css
    assert address in client.get(f"/livechat/?page={page.pk}").content.decode()

    chosen.accent, chosen.side = "#1f5f5b", "start"
    chosen.save()
    cache.clear()
    again = client.get(page.url).content.decode()
    assert address not in again
    assert 'data-side="start"' in again
    old = client.get(address)
    assert "#1f5f5b" in old.content.decode() and "immutable" not in old["Cache-Control"]


def test_an_edit_shows_at_once_in_this_process(client, site, django_capture_on_commit_callbacks):
    before = client.get("/livechat/").content.decode()
    assert "/theme/" not in before
    with django_capture_on_commit_callbacks(execute=True):
        colours(site, accent="#2b50c8")
    assert "/theme/" in client.get("/livechat/").content.decode()
