"""The Live chat panel in the page editor, and what an editor's choice does to the site."""

import re

import pytest
from playwright.sync_api import expect

from .accessibility import assert_accessible

WREN, HERON = "/shop/wren/", "/shop/heron/"


def number_of(people, path):
    """The page's id, which the widget on it knows."""
    return people.visitor_page(path).locator("live-chat").get_attribute("data-page")


@pytest.fixture
def edit(people):
    """Eddie at the settings of a page."""

    def open_editor(path=WREN, **options):
        number = number_of(people, path)
        page = people.staff_page("eddie", f"/admin/pages/{number}/edit/", **options)
        page.get_by_role("tab", name="Settings").click()
        return page

    return open_editor


def group_of(page):
    return page.get_by_role("group", name="Live chat")


def choose(page, name):
    group_of(page).get_by_role("radio", name=name, exact=True).check()


def says(page, sentence):
    """What is seen, not what is there: the other sentences are hidden."""
    expect(group_of(page)).to_contain_text(sentence, use_inner_text=True)


def save_draft(page):
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("has been updated")).to_be_visible()


def publish(page):
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("has been published")).to_be_visible()


def test_it_says_what_each_choice_means_as_it_is_chosen(edit, people):
    page = edit()
    group = group_of(page)
    department = group.get_by_role("combobox", name="Department")
    says(page, "On, because Shop is on. Chats go to Sales.")
    department.select_option(label="Support")
    says(page, "On, because Shop is on. Chats go to Support.")
    choose(page, "On")
    says(page, "On for this page and the pages below it. Chats go to Support.")
    choose(page, "Off")
    says(page, "Off for this page and the pages below it.")
    expect(department).to_be_hidden()
    expect(group.get_by_role("textbox", name="Greeting")).to_be_hidden()
    assert people.troubles == []


def test_by_keyboard_each_choice_is_read_with_its_meaning(edit):
    page = edit()
    choice = group_of(page).get_by_role("radio", checked=True)
    choice.focus()
    page.keyboard.press("ArrowRight")
    focused = page.locator(":focus")
    expect(focused).to_be_checked()
    meaning = page.locator(f"#{focused.get_attribute('aria-describedby')}")
    expect(meaning).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(edit, scheme, width):
    page = edit(color_scheme=scheme, viewport={"width": width, "height": 900})
    for name in ("Same as parent page", "On", "Off"):
        choose(page, name)
        assert_accessible(page, within="section[role=group]")


def test_previews_ask_no_chat_address(edit, people):
    page = edit()
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    choose(page, "On")
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("iframe[title=Preview]").last
    expect(preview.get_by_role("heading", level=1)).to_be_visible()
    draft = page.context.new_page()
    draft.goto(f"/admin/pages/{number_of(people, WREN)}/view_draft/")
    expect(draft.get_by_role("heading", level=1)).to_be_visible()
    assert draft.get_by_text("Chat with us").count() == 0
    assert not [url for url in asked if re.search(r"/livechat/(?!editor/)", url)]


def test_switched_off_and_on_again_by_publishing(edit, people):
    visitor = people.visitor_page(HERON)
    widget = visitor.locator("live-chat")
    page = edit(HERON)
    choose(page, "Off")
    save_draft(page)
    visitor.reload()
    expect(widget).to_be_attached()
    publish(page)
    visitor.reload()
    expect(widget).not_to_be_attached()
    assert "livechat" not in visitor.content()
    page.go_back()
    page.reload()
    page.get_by_role("tab", name="Settings").click()
    choose(page, "Same as parent page")
    publish(page)
    visitor.reload()
    expect(widget).to_be_attached()
