"""The German part of the demo: a translation, with a chat in German."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

pytestmark = pytest.mark.usefixtures("demo")

PAGES = {
    "/de/": "/",
    "/de/lampen/": "/shop/",
    "/de/lampen/wren-nachttischlampe/": "/shop/wren/",
    "/de/hilfe/": "/help/",
    "/de/hilfe/leuchtmittel-wechseln/": "/help/changing-a-bulb/",
}


def soup(client, address, **headers):
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(("address", "english"), PAGES.items())
def test_a_page_and_its_translation_lead_to_one_another(client, address, english):
    page = soup(client, address, **{"accept-language": "en"})
    assert page.html["lang"] == "de"
    assert page.find("a", hreflang="en")["href"] == english
    other = soup(client, english, **{"accept-language": "de"})
    assert other.html["lang"] == "en"
    assert other.find("a", hreflang="de")["href"] == address
    assert page.h1.string != other.h1.string or page.h1.string == "Wren"
    assert not [link for link in page.find_all("a", href="/shop/") if link.parent.name != "li"]


def test_what_has_no_translation_leads_to_the_front_page_there(client):
    assert soup(client, "/shop/heron/").find("a", hreflang="de")["href"] == "/de/"
    assert soup(client, "/search/").find("a", hreflang="de")["href"] == "/de/"
    for address in ("/de/shop/", "/de/about/", "/lampen/", "/de/shop/wren/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_the_same_to_the_byte_for_any_two_visitors(address):
    one = Client(headers={"accept-language": "en"}).get(address)
    other = Client(headers={"accept-language": "de, fr"}).get(address)
    assert one.status_code == 200
    assert one.content == other.content
    assert not one.cookies and "Accept-Language" not in one.headers.get("Vary", "")


def test_the_chat_is_german_and_goes_to_the_same_desk(client):
    page = soup(client, "/de/lampen/")
    assert page.find("live-chat")["lang"] == "de"
    number = Page.objects.get(slug="lampen").pk
    answer = client.get(f"/livechat/availability/?page={number}").json()
    assert answer["department"]["slug"] == "sales"
    assert answer["greeting"].startswith("Hallo!")
    form = soup(client, f"/livechat/?page={number}")
    assert form.html["lang"] == "de"
    assert form.find("button", class_="primary").string == "Senden"


def test_each_language_is_searched_by_itself(client):
    def found(address):
        results = soup(client, f"{address}?query=Wren").find("ol", class_="results")
        return {link["href"] for link in results.find_all("a")}

    assert all(each.startswith("/de/") for each in found("/de/search/"))
    assert not any(each.startswith("/de/") for each in found("/search/"))
