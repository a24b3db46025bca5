"""What is kept of what a browser tells: little, and nothing of an address after its path."""

import pytest

from livechat.models import Conversation
from livechat.surfer import about, bare

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
TABLET = "Mozilla/5.0 (Linux; Android 15; SM-X910) AppleWebKit Chrome/139.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("agent", "device", "browser"),
    [
        (FIREFOX, "computer", "Firefox"),
        (PHONE, "phone", "Safari"),
        (TABLET, "tablet", "Chrome"),
        ("curl/8.0", "", ""),
        ("", "", ""),
    ],
)
def test_a_browser_is_a_kind_of_device_and_a_family(agent, device, browser):
    found = about({"User-Agent": agent})
    assert (found["device"], found["browser"]) == (device, browser)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (
            "https://me:secret@search.example:8443/find?q=private#x",
            "https://search.example:8443/find",
        ),
        ("https://search.example", "https://search.example"),
        ("javascript:alert(1)", ""),
        ("//search.example/x", ""),
        ("https://[bad", ""),
        ("https://search.example:notaport/", ""),
        ("nonsense", ""),
    ],
)
def test_a_referrer_is_kept_up_to_its_path(address, kept):
    assert bare(address) == kept


def test_a_page_of_the_site_itself_is_no_referrer():
    headers = {"Host": "lamps.example"}
    assert about(headers, referrer="https://lamps.example/shop/")["referrer"] == ""
    assert about(headers, referrer="https://search.example/")["referrer"] != ""


def test_zones_and_languages_that_are_none_are_not_kept():
    found = about({"Accept-Language": "fr-CH, fr;q=0.9"}, timezone="Europe/Zurich")
    assert (found["language"], found["time_zone"]) == ("fr-CH", "Europe/Zurich")
    found = about({"Accept-Language": "<b>;q=1"}, timezone="Moon/Base")
    assert (found["language"], found["time_zone"]) == ("", "")


def test_it_is_kept_with_the_start_and_no_visitor_is_shown_it(visitor, site):
    values = {"timezone": "Europe/Zurich", "referrer": "https://search.example/?q=lamps"}
    conversation = visitor.start(site.home, **values)
    row = Conversation.objects.get()
    assert (row.time_zone, row.referrer) == ("Europe/Zurich", "https://search.example/")
    assert "Zurich" not in str(conversation)
