"""
Two agents and a visitor in one conversation: what happens is said, nobody answers unknowingly, and
answering is quick. Few journeys, each with much on its way.
"""

import re

import pytest
from playwright.sync_api import expect

from .accessibility import assert_accessible
from .talking import Console, Widget

WAGTAIL = ["#wagtail-sidebar", "[data-wagtail-sidebar]", ".sidebar"]
"""Not ours."""


@pytest.fixture
def talk(people):
    """``talk(question)``: a visitor's widget in the shop, Sasha's console and Mona's, all there."""

    def begin(question, **options):
        widget = Widget(people.visitor_page("/shop/", **options)).start(question)
        consoles = []
        for login in ("sasha", "mona"):
            console = Console(people.staff_page(login, **options))
            consoles.append(console.open(question))
        return widget, *consoles

    yield begin
    assert people.troubles == []


def test_what_happens_is_said_and_a_close_can_be_undone(talk):
    widget, sasha, mona = talk("Is the Heron in stock?")
    expect(mona.page.get_by_text("Sasha has this open")).to_be_visible()
    sasha.take()
    expect(mona.messages.get_by_text("Sasha took the conversation")).to_be_visible()
    expect(widget.messages.get_by_text("Sasha joined")).to_be_visible()
    widget.page.goto("/shop/heron/")
    expect(sasha.messages.get_by_text(re.compile("The visitor went to Heron"))).to_be_visible()
    expect(sasha.page.get_by_role("listitem").filter(has_text=re.compile("^Heron"))).to_be_visible()
    sasha.page.get_by_role("button", name="Close conversation").click()
    sasha.page.get_by_role("button", name="Undo").click()
    expect(sasha.box).to_be_focused()
    expect(mona.messages.get_by_text("Sasha reopened the conversation")).to_be_visible()
    widget.reopen()
    expect(widget.messages.get_by_text("The chat was reopened")).to_be_visible()
    expect(widget.messages.get_by_text("The visitor went to")).to_have_count(0)


def test_a_mention_a_canned_reply_and_a_colleague_who_was_faster(talk):
    widget, sasha, mona = talk("Can I have two for less?")
    sasha.take()
    page = sasha.page
    # By keys alone: n for a note, @ for a colleague.
    page.get_by_role("heading", name=re.compile("Visitor")).first.focus()
    page.keyboard.press("n")
    note = page.get_by_role("textbox", name="Note")
    expect(note).to_be_focused()
    page.keyboard.type("Ten per cent, @mo")
    expect(page.get_by_role("option", name="Mona")).to_be_visible()
    assert_accessible(page, leaving_out=WAGTAIL)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(mona.shown("Ten per cent, @Mona")).to_be_visible()
    # A slash finds a canned reply, which is only filled in.
    page.get_by_role("switch", name="Note").uncheck()
    sasha.box.press_sequentially("/deliv")
    option = page.get_by_role("option", name=re.compile("Delivery time"))
    expect(option).to_have_attribute("aria-selected", "true")
    expect(sasha.box).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    page.keyboard.press("Escape")
    expect(option).to_be_hidden()
    expect(sasha.box).to_have_value("/deliv")
    sasha.box.press_sequentially("e")
    page.keyboard.press("Enter")
    expect(sasha.box).to_have_value(re.compile("^Lamps that are in stock"))
    # What is written survives a reload; a faster colleague is told of before it goes out.
    page.reload()
    expect(sasha.box).to_have_value(re.compile("^Lamps that are in stock"))
    mona.say("Yes, ten per cent off.")
    here = page.get_by_role("region", name=re.compile("^Visitor"))
    expect(here.get_by_text("Mona answered while you were writing.")).to_be_visible()
    page.get_by_role("button", name="Send reply").click()
    expect(here.get_by_text(re.compile("Send again to send yours too"))).to_be_visible()
    expect(widget.shown("Yes, ten per cent off.")).to_be_visible()
    expect(widget.messages.get_by_text(re.compile("^Lamps that are"))).to_have_count(0)
    page.get_by_role("button", name="Send reply").click()
    expect(widget.messages.get_by_text(re.compile("^Lamps that are"))).to_be_visible()
    # One with a page: that waits beside the text, survives a reload and goes out with it.
    sasha.box.press_sequentially("/dim")
    expect(page.get_by_role("option", name=re.compile("Which lamps dim.*Heron"))).to_be_visible()
    page.keyboard.press("Enter")
    expect(sasha.box).to_have_value(re.compile("^All our lamps"))
    page.reload()
    expect(page.get_by_role("button", name="Remove: Heron")).to_be_visible()
    page.get_by_role("button", name="Send reply").click()
    expect(widget.messages.get_by_text(re.compile("^All our lamps"))).to_be_visible()
    card = widget.messages.last.get_by_role("link", name=re.compile("Heron"))
    expect(card).to_have_attribute("href", re.compile("/shop/heron/$"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_page_of_the_site_tags_and_what_is_remembered(talk, theme):
    widget, sasha, mona = talk(f"Which lamp for reading, in the {theme}?", color_scheme=theme)
    page = sasha.page
    page.get_by_role("button", name="Insert a page").click()
    chooser = page.locator(".modal-dialog")
    chooser.get_by_placeholder("Search").fill("Heron")
    chooser.get_by_role("link", name="Heron").first.click()
    expect(page.get_by_role("button", name="Remove: Heron")).to_be_visible()
    sasha.say("This one:")
    card = widget.dialog.get_by_role("link", name=re.compile("Heron"))
    expect(card).to_have_attribute("href", re.compile("/shop/heron/$"))
    page.get_by_role("textbox", name="Add a tag").fill("reading")
    page.keyboard.press("Enter")
    expect(mona.page.get_by_role("list", name="Tags").get_by_text("reading")).to_be_visible()
    page.get_by_role("textbox", name="Something to remember").fill("Likes warm light")
    page.get_by_role("button", name="Remember").click()
    expect(page.get_by_text("Likes warm light")).to_be_visible()
    assert_accessible(page, leaving_out=WAGTAIL)
    # The keys stand in Wagtail's own dialog.
    page.get_by_role("heading", name=re.compile("Visitor")).first.focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog.get_by_text("Next conversation")).to_be_visible()
    expect(dialog.get_by_role("row", name=re.compile("reply, details.* F6"))).to_be_visible()
