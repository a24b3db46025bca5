"""The editor's **Live chat** panel: what it shows, and what posting it does."""

import re

import pytest
from django.utils.html import strip_tags

from livechat.models import Department, PageChat
from tests.editor import Editor, add_article, choice_of, created, drafted, let_edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(staff):
    return Editor(staff.admin)


@pytest.fixture
def article(site):
    return add_article(site.shop)


def panel(html):
    """The panel's own part of the page."""
    whole = r'<div\s+class="livechat-choice".*?livechat-choice__when.*?</p>'
    return re.search(whole, html, re.S)[0]


def said(html):
    """The sentence that is shown, in words."""
    unhidden = r'<p\s+id="[^"]*-meaning"[^>]*data-on="[^"]*"\s*>(.*?)</p>'
    shown = re.search(unhidden, panel(html), re.S)
    visible = re.sub(r"<span[^>]*\bhidden>.*?</span>", "", shown[1], flags=re.S)
    return " ".join(strip_tags(visible).split())


class TestSeen:
    def test_a_group_with_three_choices_and_nothing_to_add_or_delete(self, admin, article):
        html = admin.see(article)
        section = re.search(r'<section class="w-panel[^>]*role="group"[^>]*>', html)[0]
        heading = re.search(r'aria-labelledby="([^"]*)"', section)[1]
        assert re.search(rf'id="{heading}".*?Live chat', html, re.S)
        choices = re.findall(r"<span>(.*?)</span>", panel(html))
        assert choices == ["Same as parent page", "On", "Off"]
        assert html.count('name="livechat-0-mode"') == 3
        for word in ("livechat-ADD", "livechat-0-DELETE", "livechat-0-ORDER", "livechat-FORMS"):
            assert word not in html

    def test_it_stands_among_the_settings(self, admin, article):
        settings = admin.see(article).split('id="tab-settings"')[1]
        assert "livechat-choice" in settings

    def test_a_new_page_tells_what_its_parent_hands_down(self, admin, site):
        assert said(admin.see_new(site.off)) == "Off, because About is off."
        assert said(admin.see_new(site.shop)) == (
            "On, as everywhere by default. Chats go to Sales, as on Shop."
        )

    def test_a_page_that_decides_itself(self, admin, site):
        article = add_article(site.shop, mode="on")
        assert said(admin.see(article)) == (
            "On for this page and the pages below it. Chats go to Sales, as on Shop."
        )

    def test_one_page_that_decides_both_is_named_once(self, admin, site, article):
        PageChat.objects.filter(page=site.shop).update(mode="on")
        assert said(admin.see(article)) == "On, because Shop is on. Chats go to Sales."

    def test_nobody_to_answer(self, admin, article):
        Department.objects.update(is_active=False)
        assert said(admin.see(article)) == ("Off, because there is no active department to answer.")

    def test_pages_one_may_not_edit_are_named_without_a_link(self, site, staff, article):
        let_edit(staff.eddie, article)
        html = panel(Editor(staff.eddie).see(article))
        assert "<strong>Shop</strong>" in html
        assert "<a " not in html

    def test_a_title_is_text(self, admin, site):
        site.off.title = site.off.draft_title = "<b>Us</b>"
        site.off.save()
        assert "&lt;b&gt;Us" in panel(admin.see_new(site.off))

    def test_an_unpublished_choice_is_shown_in_the_form(self, admin, article):
        admin.save(article, livechat={"mode": "off"})
        assert re.search(r'value="off"[^>]*checked', panel(admin.see(article)), re.S)


class TestPosted:
    def test_new_page(self, admin, site):
        admin.create(site.shop, livechat={"mode": "off", "department": "", "greeting": "Hi"})
        assert choice_of(created()) == ("off", None, "Hi")

    def test_nothing_chosen_stores_nothing(self, admin, site):
        blank = {"mode": "inherit", "department": "", "greeting": ""}
        admin.create(site.shop, livechat=blank)
        assert choice_of(created()) is None

    def test_again_and_again_keeps_one(self, admin, article, site):
        for mode in ("off", "on", "inherit", "on"):
            values = {"mode": mode, "department": site.support.pk}
            admin.save(article, publish=True, livechat=values)
            assert choice_of(article) == (mode, site.support.pk, "")
            assert PageChat.objects.filter(page=article).count() == 1

    def test_a_form_without_the_panel_leaves_the_choice_alone(self, admin, site):
        """Other people's code, and Wagtail's own tests, post pages without knowing of us."""
        article = add_article(site.shop, mode="off", greeting="Hi")
        answer = admin.save(article, publish=True, title="Renamed")
        assert answer.status_code == 302
        article.refresh_from_db()
        assert article.title == "Renamed"
        assert choice_of(article) == ("off", None, "Hi")
        admin.create(site.shop)
        assert choice_of(created()) is None

    def test_a_field_that_is_left_out_stays(self, admin, site):
        article = add_article(site.shop, mode="off", greeting="Hi", department=site.sales)
        admin.save(article, publish=True, livechat={"mode": "on"})
        assert choice_of(article) == ("on", site.sales.pk, "Hi")

    def test_a_form_opened_before_somebody_elses_save_makes_no_second_choice(self, admin, article):
        opened_without_a_choice = {"mode": "on", "id": ""}
        admin.save(article, publish=True, livechat={"mode": "off"})
        admin.save(article, publish=True, livechat=opened_without_a_choice)
        assert choice_of(article)[0] == "on"
        assert PageChat.objects.filter(page=article).count() == 1

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("mode", "perhaps"),
            ("mode", ""),
            ("department", "0"),
            ("department", "x"),
            ("greeting", "x" * 201),
        ],
    )
    def test_a_bad_value_is_refused_with_words(self, admin, article, field, value):
        answer = admin.save(article, publish=True, livechat={field: value})
        assert answer.status_code == 200
        assert "error-message" in panel(answer.content.decode())
        assert choice_of(article) is None

    def test_a_department_that_went_inactive_stays_but_is_not_offered_elsewhere(self, admin, site):
        article = add_article(site.home, department=site.sales)
        Department.objects.filter(pk=site.sales.pk).update(is_active=False)
        assert "Sales (not active)" in panel(admin.see(article))
        assert ">Sales" not in panel(admin.see_new(site.home))
        assert admin.save(article, livechat={"greeting": "Hi"}).status_code == 302
        assert drafted(article).department == site.sales


class TestBeforeTheChat:
    def test_alternatives_are_offered_where_there_are_several_departments(
        self, admin, article, site
    ):
        html = panel(admin.see(article))
        assert html.count('type="checkbox"') == Department.objects.active().count() == 2
        site.sales.is_active = False
        site.sales.save()
        assert 'type="checkbox"' not in panel(admin.see(article))

    def test_they_are_ticked_and_unticked(self, admin, article, site):
        choice = {"mode": "on", "department": site.sales.pk, "alternatives": [site.support.pk]}
        assert admin.save(article, publish=True, livechat=choice).status_code == 302
        assert PageChat.objects.get(page=article).alternatives == [site.support.pk]
        # Code that posts pages without knowing of us changes nothing.
        assert admin.save(article, publish=True).status_code == 302
        assert PageChat.objects.get(page=article).alternatives == [site.support.pk]
        nothing = choice | {"alternatives": [""]}
        assert admin.save(article, publish=True, livechat=nothing).status_code == 302
        assert PageChat.objects.get(page=article).alternatives == []

    def test_they_need_a_department_beside_them(self, admin, article, site):
        answer = admin.save(article, livechat={"mode": "on", "alternatives": [site.support.pk]})
        assert "Choose a department above first" in answer.content.decode()

    def test_one_that_is_gone_keeps_no_page_from_being_saved(self, admin, article, site):
        PageChat.objects.create(page=article, department=site.sales, alternatives=[10**6])
        assert admin.save(article, publish=True, livechat={"greeting": "Hi"}).status_code == 302
        assert PageChat.objects.get(page=article).greeting == "Hi"

    def test_the_greeting_comes_by_itself_where_an_editor_says_so(self, admin, article, client):
        assert "data-invitation" not in client.get(article.url).content.decode()
        html = panel(admin.see(article))
        assert "Same as parent page (Never)" in html
        choice = {"mode": "on", "invitation": "time", "invitation_after": 5, "greeting": "Hi!"}
        assert admin.save(article, publish=True, livechat=choice).status_code == 302
        html = client.get(article.url).content.decode()
        assert 'data-invitation="time" data-after="5" data-greeting="Hi!"' in html
        refused = admin.save(article, livechat=choice | {"invitation_after": 0})
        assert refused.status_code == 200
