"""A site that overrides our templates, has Jinja2 for some of its own, and a button of its own."""

import re
from pathlib import Path

from django.conf import settings
from django.test import TestCase, override_settings
from wagtail.models import Site

from livechat.models import PageChat

from .case_panels import plant
from .site_pages.models import FurtherPage, PlainPage

HERE = Path(__file__).parent
DJANGO = settings.TEMPLATES[0] | {"DIRS": [HERE / "templates"]}
JINJA = {
    "BACKEND": "django.template.backends.jinja2.Jinja2",
    "DIRS": [HERE / "jinja2"],
    "OPTIONS": {"extensions": ["livechat.jinja2tags.livechat"]},
}


@override_settings(TEMPLATES=[DJANGO, JINJA])
class TemplateCase(TestCase):
    def setUp(self):
        self.page = plant(PlainPage)
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "testserver", "root_page": self.page}
        )
        Site.clear_site_root_paths_cache()
        self.further = plant(FurtherPage)
        self.further.move(self.page, "last-child")
        self.further.refresh_from_db()
        self.start = f"/livechat/?page={self.page.pk}"

    def see(self, address):
        answer = self.client.get(address)
        self.assertEqual(answer.status_code, 200)
        return answer.content.decode()

    def test_the_widget_stands_in_the_sites_own_markup_with_the_sites_own_button(self):
        html = self.see(self.page.url)
        (ours,) = re.findall(r'(?s)<aside class="ours">(.*?)</aside>', html)
        self.assertIn("<live-chat ", ours)
        self.assertIn(' data-launcher="none"', ours)
        self.assertIn(f'<a href="{self.start}" data-livechat="open">Ask us</a>', html)

    def test_where_chat_is_off_the_own_markup_is_not_there_either(self):
        PageChat.objects.create(page=self.page, mode="off")
        html = self.see(self.page.url)
        self.assertNotIn("ours", html)
        self.assertIn('<a href="" data-livechat="open">', html)

    def test_a_page_by_jinja_has_the_same(self):
        html = self.see(self.further.url)
        self.assertRegex(html, r'(?s)<aside class="ours">.*<live-chat .*</aside>')
        self.assertNotIn("data-launcher", html)
        self.assertIn(f'href="/livechat/?page={self.further.pk}" data-livechat', html)

    def test_the_pages_without_javascript_are_the_sites_own(self):
        html = self.see(self.start)
        self.assertIn('<meta name="ours" content="Chat">', html)
        self.assertIn("Our opening words", html)
        fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html))
        started = self.client.post("/livechat/", fields | {"body": "Hello"})
        self.assertEqual(started.status_code, 302)
        html = self.see(started["Location"])
        self.assertIn('<meta name="ours" content="Chat">', html)
        self.assertIn("Hello", html)
        self.assertIn("Our closing words", html)
