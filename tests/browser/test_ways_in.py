"""By keyboard, by ear, without scripts: everybody gets an answer."""

import re

from playwright.sync_api import expect

from .gallery import Gallery
from .stage import Stage
from .talking import Console, Widget
from .test_talk import unique

ADDRESSES = re.compile("^https?://[^/]+/livechat/")


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
    answer = staff.messages.get_by_role("listitem").filter(has_text="No problem")
    expect(answer).to_contain_text(re.compile("Sent|Seen"))
    page.reload()
    expect(messages.get_by_text("No problem", exact=True)).to_have_count(1)
    page.get_by_role("textbox", name="Message").fill("Thanks")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(messages.get_by_text("Thanks", exact=True)).to_have_count(1)
    expect(staff.shown("Thanks")).to_have_count(1)


class Blocked:
    """No script reaches the chat's addresses, by socket or otherwise; pages and files come."""

    def __init__(self, stage):
        self.stage = stage
        stage.is_cut = True
        stage.page.route(ADDRESSES, self._judge)
        if stage.live:
            stage.hang_up()

    def _judge(self, route):
        is_page = route.request.resource_type == "document"
        route.continue_() if is_page else route.abort()

    def no_more(self):
        self.stage.page.unroute(ADDRESSES)
        self.stage.mend()


def test_where_its_addresses_are_blocked_the_widget_leads_to_forms_and_loses_nothing(people):
    stage = Stage(people, "/help/")
    page, widget, dialog = stage.page, stage.widget, stage.widget.dialog
    way = dialog.get_by_role("link", name="Use the simple page instead")
    plain = page.get_by_role("main")
    box = plain.get_by_role("textbox", name="Message")
    said = plain.get_by_role("list", name="Messages")

    def goes(words, where):
        """From the widget to the forms with what was not sent, and out from there."""
        page.clock.run_for(5000)
        expect(way).to_have_attribute("href", re.compile(where))
        way.click()
        expect(box).to_have_value(words)
        expect(dialog).to_be_hidden()
        plain.get_by_role("button", name="Send", exact=True).click()
        expect(said.get_by_text(words, exact=True)).to_have_count(1)
        # Sent, so it is no draft any more.
        page.wait_for_function("() => !sessionStorage.getItem('livechat:/livechat/:draft')")
        expect(box).to_have_value("")

    blocked = Blocked(stage)
    widget.open()
    expect(dialog.get_by_text("The chat cannot be reached")).to_be_visible()
    Gallery(page).show("addresses blocked")
    blocked.no_more()
    page.clock.run_for(13_000)
    expect(way).to_have_count(0)

    blocked = Blocked(stage)
    widget.say("Is it loud?")
    expect(dialog.get_by_text("Sending")).to_be_visible()
    goes("Is it loud?", r"/livechat/\?page=\d+$")
    desk = stage.staff()
    desk.say("Not at all")
    plain.get_by_role("link", name="Check for new messages").click()
    expect(said.get_by_text("Not at all", exact=True)).to_have_count(1)

    page.goto("/help/")
    widget.reopen().say("And does it hum?")
    goes("And does it hum?", f"/livechat/conversations/{stage.id}/$")

    blocked.no_more()
    page.goto("/help/")
    widget.reopen()
    for words in ("Is it loud?", "Not at all", "And does it hum?"):
        expect(widget.shown(words)).to_have_count(1)
    expect(widget.box).to_have_value("")

    # A browser that keeps nothing keeps the page.
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    Blocked(stage)
    widget.box.fill("Half a sentence")
    page.clock.run_for(12_000)
    with page.expect_popup() as opened:
        way.click()
    expect(opened.value.get_by_role("dialog", name="Chat")).to_be_visible()
    expect(widget.box).to_have_value("Half a sentence")
    assert people.troubles == []
