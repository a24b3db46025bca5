"""The policy that the demo sends with its pages."""

import pytest
from django.contrib.auth import get_user_model

pytestmark = pytest.mark.usefixtures("demo")

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' blob:; font-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'; object-src 'none'; require-trusted-types-for 'script'"
)


@pytest.mark.parametrize("address", ["/", "/about/", "/search/", "/no-such-page/"])
def test_visitors_get_the_strict_policy(client, address):
    assert client.get(address)["Content-Security-Policy"] == STRICT


def test_an_editors_page_leaves_room_for_the_user_bar(client):
    client.force_login(get_user_model().objects.get(username="eddie"))
    response = client.get("/")

    assert "wagtail-userbar" in response.content.decode()
    assert "trusted-types" not in response["Content-Security-Policy"]
    assert "script-src 'self';" in response["Content-Security-Policy"]


def test_only_a_page_asks_who_is_looking(client):
    assert "Cookie" in client.get("/")["Vary"]
    for address in ("/livechat/availability/", "/livechat/health/"):
        response = client.get(address)
        assert response["Content-Security-Policy"] == STRICT
        assert "Vary" not in response


def test_the_admin_has_no_policy_of_ours(client):
    assert "Content-Security-Policy" not in client.get("/admin/login/")


@pytest.mark.parametrize("address", ["/", "/admin/login/"])
def test_everything_has_the_other_headers(client, address):
    response = client.get(address)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] in {"SAMEORIGIN", "DENY"}
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
