"""``livechat_widget()`` and ``livechat_url()`` in a site's Jinja2 templates."""

import pytest
from django.template import Context, Template
from django.template.backends.jinja2 import Jinja2
from django.test import RequestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rendered(site):
    options = {"extensions": ["livechat.jinja2tags.livechat"], "autoescape": True}
    engine = Jinja2({"NAME": "jinja2", "DIRS": [], "APP_DIRS": False, "OPTIONS": options})
    request = RequestFactory().get("/", headers={"host": "testserver"})

    def render(source, page, **values):
        return engine.from_string(source).render({"page": page} | values, request)

    render.request = request
    return render


def test_the_widget_is_the_one_of_djangos_templates(rendered, site):
    page = site.shop
    django = Template("{% load livechat_tags %}{% livechat_widget %}")
    expected = django.render(Context({"request": rendered.request, "page": page}))
    assert "<live-chat" in expected
    assert rendered("{{ livechat_widget() }}", page) == expected
    assert rendered("{{ livechat_widget() }}", site.off).strip() == ""


def test_parameters_and_a_link_of_ones_own(rendered, site):
    lent = rendered("{{ livechat_widget(page=lent, launcher=False) }}", None, lent=site.shop)
    assert 'data-launcher="none"' in lent and f'data-page="{site.shop.pk}"' in lent
    link = '<a href="{{ livechat_url() }}" data-livechat="open">Ask us</a>'
    assert f'href="/livechat/?page={site.shop.pk}"' in rendered(link, site.shop)
    assert 'href=""' in rendered(link, site.off)
    django = Template("{% load livechat_tags %}{% livechat_url %}")
    context = Context({"request": rendered.request, "page": site.shop})
    assert django.render(context) == f"/livechat/?page={site.shop.pk}"
