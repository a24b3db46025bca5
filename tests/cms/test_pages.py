"""What an anonymous visitor gets of the demo's pages."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

pytestmark = pytest.mark.usefixtures("demo")

CHAT_ON = ["/", "/shop/", "/shop/wren/", "/shop/warranty/", "/help/", "/help/changing-a-bulb/"]
CHAT_OFF = ["/about/", "/about/press/"]
PAGES = [*CHAT_ON, *CHAT_OFF]


def soup(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_the_tree_is_the_one_that_is_promised(client):
    addresses = {page.url for page in Page.objects.live().filter(depth__gt=1)}

    assert {*PAGES, "/shop/tern/", "/shop/heron/"} <= addresses
    assert len([each for each in addresses if each.startswith("/help/")]) == 4


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_the_same_to_the_byte_for_any_two_visitors(address):
    one = Client(headers={"accept-language": "en", "user-agent": "One"}).get(address)
    other = Client(headers={"accept-language": "fr, ar", "user-agent": "Other"}).get(address)

    assert one.content == other.content
    assert not one.cookies and not other.cookies


@pytest.mark.parametrize("address", CHAT_ON)
def test_a_page_with_chat_offers_it(client, address):
    assert "Chat with us" in client.get(address).content.decode()


@pytest.mark.parametrize("address", CHAT_OFF)
def test_a_page_without_chat_has_no_trace_of_it(client, address):
    html = client.get(address).content.decode().lower()

    assert "about" in html
    assert "livechat" not in html
    assert "chat with us" not in html


@pytest.mark.parametrize("address", [*PAGES, "/search/?query=brass"])
def test_a_page_is_well_made(client, address):
    page = soup(client, address)

    assert page.html["lang"] == "en"
    assert len(page.find_all("h1")) == 1
    assert page.find("main", id=page.find("a", class_="skip")["href"].lstrip("#"))
    assert page.title.string.strip().endswith("Duskwright")
    assert all(image.has_attr("alt") and image["width"] for image in page.find_all("img"))
    levels = [int(heading.name[1]) for heading in page.find_all(re.compile("^h[1-6]$"))]
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False)), levels


@pytest.mark.parametrize("address", [*PAGES, "/search/?query=brass", "/no-such-page/"])
def test_nothing_on_a_page_is_inline(client, address):
    page = BeautifulSoup(client.get(address).content, "html.parser")

    assert not page.find_all("style")
    assert not page.find_all(style=True)
    assert all(script.get("src") for script in page.find_all("script"))
    assert not [name for tag in page.find_all() for name in tag.attrs if name.startswith("on")]


def test_an_unknown_address_is_a_page_of_the_site_too(client):
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert "To the front page" in response.content.decode()


def test_breadcrumbs_lead_back_to_the_front_page(client):
    trail = soup(client, "/shop/wren/").find("nav", class_="breadcrumbs")

    assert [link["href"] for link in trail.find_all("a")] == ["/", "/shop/"]
    assert trail.find(attrs={"aria-current": "page"}).string == "Wren"


def test_pictures_are_there_and_cannot_run_scripts(client):
    picture = soup(client, "/shop/wren/").main.img
    response = client.get(picture["src"])

    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "dome lamp" in picture["alt"]


def test_a_page_takes_few_queries(client, django_assert_max_num_queries):
    client.get("/shop/")
    with django_assert_max_num_queries(22):
        client.get("/shop/")
