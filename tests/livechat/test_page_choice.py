"""What a page's choice comes to: its own, or the nearest ancestor's."""

from importlib import import_module

import pytest
from django.apps import apps
from wagtail.models import Locale, Page, PageViewRestriction

from livechat.models import Department, PageChat
from livechat.page_choice import resolve, resolve_for_visitors

pytestmark = pytest.mark.django_db
ON, OFF, INHERIT = PageChat.Mode.ON, PageChat.Mode.OFF, PageChat.Mode.INHERIT


def below(parent, title="Child", **values):
    page = Page(title=title, slug=title.lower(), locale=Locale.objects.get(), **values)
    parent.refresh_from_db()
    return parent.add_child(instance=page)


def test_a_page_without_a_choice_follows_the_nearest_page_that_has_one(site):
    child = below(below(site.off), "Grandchild")
    choice = resolve(child)
    assert not choice.on
    assert choice.source == site.off


def test_the_nearest_choice_wins(site):
    child = below(site.off)
    PageChat.objects.create(page=child, mode=ON)
    assert resolve(child).on
    assert not resolve(child, own=False).on


def test_mode_department_and_greeting_each_come_from_their_own_ancestor(site):
    PageChat.objects.create(page=site.home, greeting="Hello!")
    choice = resolve(below(site.shop))
    assert (choice.on, choice.source) == (True, site.root)
    assert (choice.department, choice.department_source) == (site.sales, site.shop)
    assert choice.greeting == "Hello!"


def test_an_inactive_department_is_passed_over(site):
    Department.objects.filter(pk=site.sales.pk).update(is_active=False)
    assert resolve(site.shop).department == site.support


def test_chat_is_off_when_nobody_could_answer(site):
    Department.objects.update(is_active=False)
    assert not resolve(site.shop).on


def test_a_deleted_department_leaves_the_choice_to_the_parent(site):
    site.sales.delete()
    assert resolve(site.shop).department == site.support


@pytest.mark.parametrize("depth", [1, 6])
def test_one_query_whatever_the_depth(site, depth, django_assert_num_queries):
    page = site.shop
    for level in range(depth):
        page = below(page, f"level-{level}")
    with django_assert_num_queries(1):
        resolve(page)
    with django_assert_num_queries(1):
        resolve_for_visitors(page)


def test_a_fresh_installation_has_chat_on_everywhere(transactional_db):
    """As migration 0002 leaves it; here made again, because other tests empty the tables."""
    PageChat.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    locale, _ = Locale.objects.get_or_create(language_code="en")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", locale=locale)
    import_module("livechat.migrations.0002_first_department").create(apps, None)
    choice = PageChat.objects.get()
    assert (choice.page_id, choice.mode, choice.department.slug) == (root.pk, ON, "support")
    assert resolve(below(root, "home-of-a-site-set-up-later")).on


def test_a_tree_planted_after_the_migration_has_chat_on_too(site):
    PageChat.objects.all().delete()
    choice = resolve(site.home)
    assert choice.on
    assert choice.source is None
    assert choice.department == Department.objects.active().first()


def test_a_moved_page_follows_its_new_parent(site):
    child = below(site.shop)
    child.move(site.off, pos="last-child")
    assert not resolve(Page.objects.get(pk=child.pk)).on


def test_deleting_a_page_takes_its_choice_along(site):
    site.off.delete()
    assert not PageChat.objects.filter(mode=OFF).exists()


def test_sites_of_one_tree_choose_for_themselves(site):
    other = below(site.root, "Other-home")
    PageChat.objects.create(page=other, mode=OFF)
    assert not resolve(below(other)).on
    assert resolve(site.home).on


class TestForVisitors:
    def test_a_draft_has_no_chat(self, site):
        assert resolve_for_visitors(below(site.shop, live=False)) is None

    def test_neither_has_what_is_no_page(self, site):
        assert resolve_for_visitors(None) is None
        assert resolve_for_visitors("Page 2 of 7") is None

    @pytest.mark.parametrize("with_choices", [True, False])
    def test_a_private_page_and_what_is_below_it(self, site, with_choices):
        child = below(site.shop)
        PageViewRestriction.objects.create(page=site.shop, restriction_type="login")
        if not with_choices:
            PageChat.objects.all().delete()
        assert resolve_for_visitors(child) is None
        assert resolve_for_visitors(site.home).on

    def test_an_alias_is_as_private_as_its_source(self, site):
        source = below(site.shop)
        alias = source.create_alias(parent=site.home, update_slug="alias")
        further = alias.create_alias(parent=site.home, update_slug="further")
        PageViewRestriction.objects.create(page=source, restriction_type="login")
        assert resolve_for_visitors(alias) is None
        assert resolve_for_visitors(further) is None
