"""By keyboard, by ear, without scripts: everybody gets an answer."""

from playwright.sync_api import expect

from .talking import Console, Widget
from .test_talk import unique


def test_by_keyboard_alone(people):
    page = people.visitor_page("/")
    widget = Widget(page)
    widget.launcher.focus()
    expect(widget.launcher).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(widget.box).to_be_focused()
    expect(widget.launcher).to_have_attribute("aria-expanded", "true")
    text = unique("Typed and sent")
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(widget.shown(text)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(widget.dialog).to_be_hidden()
    expect(widget.launcher).to_be_focused()
    expect(widget.launcher).to_have_attribute("aria-expanded", "false")


def test_an_answer_is_read_out_once_and_politely(people):
    first = unique("Is it loud?")
    visitor = Widget(people.visitor_page("/")).start(first)
    staff = Console(people.staff_page("sam")).open(first)
    staff.say("As quiet as a wren")
    region = visitor.page.locator("[aria-live=polite], [role=status]")
    expect(region.filter(has_text="Sam says: As quiet as a wren")).to_have_count(1)
    live = visitor.dialog.get_by_role("list", name="Messages").get_attribute("aria-live")
    assert live in (None, "off")


def test_without_scripts_a_visitor_talks_by_plain_forms(people):
    page = people.visitor_page("/shop/", java_script_enabled=False)
    page.get_by_role("link", name="Chat with us").click()
    first = unique("No scripts here")
    page.get_by_role("textbox", name="Message").fill(first)
    page.get_by_role("button", name="Send", exact=True).click()
    messages = page.get_by_role("list", name="Messages")
    expect(messages.get_by_text(first, exact=True)).to_have_count(1)
    staff = Console(people.staff_page("sasha")).open(first)
    staff.say("No problem")
    expect(staff.shown("No problem")).to_have_count(1)
    page.reload()
    expect(messages.get_by_text("No problem", exact=True)).to_have_count(1)
    page.get_by_role("textbox", name="Message").fill("Thanks")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(messages.get_by_text("Thanks", exact=True)).to_have_count(1)
    expect(staff.shown("Thanks")).to_have_count(1)
