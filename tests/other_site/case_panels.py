"""Run with this site's settings by tests/livechat/test_other_site.py."""

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import TestCase
from wagtail.models import Locale, Site, get_page_models

from livechat.models import PageChat
from livechat.page_choice import resolve, resolve_for_visitors
from livechat.panels import PageChatPanel, add_panel_to_every_page_type

from .site_pages.models import OwnPlacePage, Page, PlainPage, TabbedForFewPage, TabbedPage


def plant(model, **values):
    """A page below the root of the tree, which a swapped page model comes without."""
    locale, _ = Locale.objects.get_or_create(language_code="en-us")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", locale=locale)
    name = model.__name__.lower()
    return root.add_child(instance=model(title=name, slug=name, locale=locale, **values))


def tab_of_panel(html):
    """The id of the tab panel that the choice is in; None where the editor has no tabs."""
    before = html.split('class="livechat-choice"')[0]
    return before.rpartition('id="tab-')[2].partition('"')[0] if 'id="tab-' in before else None


class PanelCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.admin = get_user_model().objects.create_superuser("admin", "a@example.com", "x")
        cls.types = [model for model in get_page_models() if model.is_creatable]

    def setUp(self):
        self.client.force_login(self.admin)

    def see(self, page):
        return self.client.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    def test_every_page_type_shows_it_once_and_takes_its_choice(self):
        self.assertGreaterEqual(len(self.types), 12)
        for model in self.types:
            with self.subTest(model.__name__):
                page = plant(model)
                self.assertEqual(self.see(page).count('class="livechat-choice"'), 1)
                data = {"title": "New", "slug": f"{page.slug}-new", "livechat-0-mode": "off"}
                url = f"/admin/pages/{page.pk}/edit/"
                answer = self.client.post(url, data | {"action-publish": "1"})
                self.assertEqual(answer.status_code, 302)
                self.assertEqual(PageChat.objects.get(page_id=page.pk).mode, "off")
                self.assertFalse(resolve(page).on)

    def test_it_stands_where_settings_are_or_where_the_site_put_it(self):
        self.assertEqual(tab_of_panel(self.see(plant(PlainPage))), "settings")
        self.assertEqual(tab_of_panel(self.see(plant(TabbedPage))), "dates")
        self.assertEqual(tab_of_panel(self.see(plant(TabbedForFewPage))), "live_chat")
        self.assertEqual(tab_of_panel(self.see(plant(OwnPlacePage))), "content")

    def test_an_editor_built_before_we_were_ready_is_built_again(self):
        PlainPage.settings_panels = [
            panel for panel in PlainPage.settings_panels if not isinstance(panel, PageChatPanel)
        ]
        PlainPage.get_edit_handler.cache_clear()
        self.assertNotIn("livechat", PlainPage.get_edit_handler().get_form_class().formsets)
        add_panel_to_every_page_type()
        self.assertIn("livechat", PlainPage.get_edit_handler().get_form_class().formsets)

    def test_adding_it_again_changes_nothing(self):
        before = {model: model.get_edit_handler() for model in self.types}
        add_panel_to_every_page_type()
        for model, handler in before.items():
            again = model.get_edit_handler()
            self.assertEqual(len(_panels(again)), len(_panels(handler)), model)

    def test_chat_is_on_before_anybody_has_chosen(self):
        page = plant(PlainPage)
        self.assertTrue(resolve(page).on)
        self.assertEqual(resolve(page).department.slug, "support")
        Site.objects.update_or_create(
            hostname="testserver", defaults={"root_page": page, "is_default_site": True}
        )
        self.assertTrue(resolve_for_visitors(page).on)

    def test_neither_we_nor_the_site_need_a_migration(self):
        call_command("makemigrations", "livechat", "site_pages", check=True, verbosity=0)


def _panels(panel):
    return [panel, *(found for child in getattr(panel, "children", ()) for found in _panels(child))]
