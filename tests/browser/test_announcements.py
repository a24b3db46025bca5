"""What a screen reader is told, and what moves the focus (A11Y-01 to 04, 06, 07, 26)."""

import datetime
import re
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from .measuring import contrasts, small_targets
from .stage import Stage

RECORDER = """() => {
    const root = document.querySelector("live-chat").shadowRoot;
    window.said = [];
    for (const region of root.querySelectorAll("section > [aria-live], section > [role=alert]")) {
        const how = region.getAttribute("role") ?? region.ariaLive;
        new MutationObserver((changes) => {
            for (const { addedNodes } of changes)
                for (const { textContent } of addedNodes) said.push(`${how}: ${textContent}`);
        }).observe(region, { childList: true, subtree: true, characterData: true });
    }
}"""
REGIONS = """() => [...document.querySelector("live-chat").shadowRoot
    .querySelectorAll("section > [aria-live], section > [role=alert]")]
    .map((node) => node.textContent)"""
FOCUS = """() => {
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    return node?.id || node?.className || node?.localName;
}"""


def said(stage):
    return stage.page.evaluate("said")


def heard(stage, *lines):
    """Exactly these lines are said, and nothing else while we wait for them."""
    stage.until(lambda: len(said(stage)) >= len(lines))
    assert said(stage) == list(lines), said(stage)
    stage.page.evaluate("said.length = 0")


def names_of(stage):
    """Accessible names and roles of the widget, as the browser computes them."""
    session = stage.page.context.new_cdp_session(stage.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    found = [
        (node.get("role", {}).get("value"), node.get("name", {}).get("value")) for node in nodes
    ]
    session.detach()
    return found


def test_each_thing_is_said_once_and_history_never(people):
    stage = Stage(people, "/help/")
    stage.widget.open()
    stage.page.evaluate(RECORDER)
    stage.start("Is it loud?")
    place = "polite: You are number {}. You can leave this page; we keep your place."
    stage.until(lambda: len(said(stage)) == 2)
    first = int(re.search(r"number (\d+)", said(stage)[1])[1])
    heard(stage, "polite: Sent", place.format(first))
    for position in (first + 2, first + 2, first + 1):
        stage.queue(position)
    heard(stage, place.format(first + 2), place.format(first + 1))
    desk = stage.staff()
    desk.say("As quiet as a wren")
    stage.until(lambda: stage.widget.shown("As quiet as a wren").count())
    stage.page.clock.fast_forward(2000)
    heard(stage, "polite: Sam says: As quiet as a wren")

    for number in range(5):
        desk.say(f"Line {number}")
    expect(stage.widget.shown("Line 4")).to_have_count(1)
    stage.page.clock.fast_forward(2000)
    lines = said(stage)
    # In a burst they are summed up; a slow machine may let some through one by one, none twice.
    assert lines and len(set(lines)) == len(lines), lines
    stage.page.evaluate("said.length = 0")

    # Somebody types, twice: no business of a screen reader's.
    for on in (True, False, True, False):
        stage.tell("typing.changed", author={"role": "staff", "name": "Sam"}, on=on)
    # A blip is not said; a real interruption is, once, and its end.
    stage.hang_up(cut=False)
    stage.page.clock.fast_forward(900)
    stage.until(lambda: len(stage.sockets) == 2)
    desk.say("Through the new one")
    expect(stage.widget.shown("Through the new one")).to_have_count(1)
    stage.page.clock.fast_forward(4000)
    heard(stage, "polite: Sam says: Through the new one")
    stage.hang_up()
    stage.page.clock.fast_forward(3500)
    heard(stage, "polite: Reconnecting")
    stage.mend()
    stage.page.clock.fast_forward(30_000)
    heard(stage, "polite: Back online")

    # What is refused is urgent, once.
    stage.answer("message.post", type="error", code="forbidden", message="")
    stage.widget.say("No")
    heard(stage, "alert: Not sent")

    # History, after a reload, is shown and not read out: what comes after it is said alone.
    stage.page.reload()
    stage.widget.reopen()
    expect(stage.widget.shown("Is it loud?")).to_have_count(1)
    assert stage.widget.dialog.get_by_role("list", name="Messages").get_attribute("aria-live") in (
        None,
        "off",
    )
    desk.say("Anything else?")
    stage.until(lambda: stage.page.evaluate(REGIONS) != ["", ""])
    assert stage.page.evaluate(REGIONS) == ["Sam says: Anything else?", ""]


def test_names_roles_and_focus_stay_what_they_are(people):
    stage = Stage(people, "/help/")
    page, widget = stage.page, stage.widget
    expect(widget.launcher).to_have_attribute("aria-expanded", "false")
    widget.open()
    expect(widget.launcher).to_have_attribute("aria-controls", "panel")
    expect(widget.box).to_be_focused()
    assert widget.dialog.get_attribute("aria-modal") is None
    expect(widget.dialog.get_by_role("heading", level=2)).to_have_text("Support")
    found = names_of(stage)
    of_the_page = ("heading", page.locator("main h1").inner_text())
    assert of_the_page in found
    assert found.count(("region", "Chat")) == 1
    assert found.count(("dialog", "Chat")) == 1
    for role, name in (("textbox", "Message"), ("button", "Send"), ("button", "Close chat")):
        assert (role, name) in found
    stage.start("Hello")
    expect(widget.box).to_be_focused()

    # Nothing that comes from the other side moves the focus.
    page.keyboard.press("Shift+Tab")
    before = page.evaluate(FOCUS)
    desk = stage.staff()
    desk.command("conversation.claim")
    desk.say("Good evening")
    expect(widget.shown("Good evening")).to_have_count(1)
    stage.hang_up(cut=False)
    page.clock.fast_forward(5000)
    stage.until(lambda: len(stage.sockets) == 2)
    assert page.evaluate(FOCUS) == before

    # Enter sends, Shift+Enter does not, nor does the Enter that ends a composition.
    widget.box.focus()
    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    widget.box.evaluate(
        "box => box.dispatchEvent(new KeyboardEvent('keydown',"
        " { key: 'Enter', isComposing: true, bubbles: true, cancelable: true }))"
    )
    expect(widget.box).to_have_value("one\ntwo")
    page.keyboard.press("Enter")
    expect(widget.box).to_have_value("")

    found = names_of(stage)
    for role, name in (
        ("list", "Messages"),
        ("button", "End chat"),
        ("button", "Sound"),
        ("button", "Send"),
    ):
        assert (role, name) in found, name
    assert [name for role, name in found if role == "button" and name.startswith("Attach a file")]

    # The keyboard leaves the panel for the page; Escape leads back to the launcher.
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.localName") != "live-chat":
            break
    assert page.evaluate("() => document.activeElement.localName") != "live-chat"
    widget.box.focus()
    page.keyboard.press("Escape")
    expect(widget.launcher).to_be_focused()
    desk.say("Are you there?")
    named = ("button", "Chat with us, 1 unread message")
    stage.until(lambda: named in names_of(stage))
    expect(widget.launcher).to_be_focused()

    # A sheet on a phone is modal: the page behind it is out of reach, for keys and readers too.
    page.set_viewport_size({"width": 360, "height": 740})
    widget.open()
    expect(widget.dialog.get_by_text("New messages")).to_be_visible()
    page.evaluate("document.querySelector('main a').focus()")
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => document.activeElement.localName"))
    # Where there is nothing more to reach, the browser's own buttons are: the body, for the page.
    assert set(reached) <= {"live-chat", "body"} and reached.count("live-chat") > 10
    assert of_the_page not in names_of(stage)
    each_message_is_a_line_of_its_own(stage)
    widget.box.focus()
    page.keyboard.press("Escape")
    expect(widget.dialog).to_be_hidden()
    expect(widget.launcher).to_be_focused()


LINES = """() => [...document.querySelector("live-chat").shadowRoot
    .querySelectorAll(".messages > *")].map((line) => ({
        kind: line.localName,
        at: line.querySelector("time").dateTime,
        body: line.querySelector(".body").firstChild.data,
        author: line.querySelector(".author")?.textContent,
        state: line.querySelector(".state")?.textContent,
    }))"""


def each_message_is_a_line_of_its_own(stage):
    """A11Y-08: list items with sender, time and state in words, in the order of their numbers."""
    stored = stage.page.request.get(f"/livechat/conversations/{stage.id}/messages/").json()
    said = [each for each in stored["messages"] if each["kind"] == "text"]
    lines = [line for line in stage.page.evaluate(LINES) if line["author"]]
    assert [(line["body"], line["at"]) for line in lines] == [
        (each["body"], each["at"]) for each in said
    ]
    assert {line["kind"] for line in stage.page.evaluate(LINES)} == {"li"}
    names = {"visitor": "You", "staff": "Sam"}
    assert [line["author"] for line in lines] == [names[each["author"]["role"]] for each in said]
    last = [each["author"]["role"] for each in said].count("visitor") - 1
    own = [line["state"] for line in lines if line["author"] == "You"]
    assert own[last] in ("Sent", "Seen") and own[:last] == [None] * last


EDGELESS = """() => [...document.querySelector("live-chat").shadowRoot
    .querySelectorAll("button, textarea, .body:not(.event *), .avatar")]
    .filter((node) => node.checkVisibility())
    .filter((node) => {
        const { borderTopStyle, borderTopWidth } = getComputedStyle(node);
        return borderTopStyle === "none" || borderTopWidth === "0px";
    })
    .map((node) => node.className)"""


def own_colours(page):
    """Whatever accent a site chooses, what is read on it and beside it can be read."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        for accent in ("#ffd400", "#d0e0ff", "#101010", "#c2185b"):
            page.evaluate(
                "accent => document.querySelector('live-chat')"
                ".style.setProperty('--livechat-accent', accent)",
                accent,
            )
            measured = contrasts(page)
            assert len({what for what, _ratio in measured}) > 10, measured
    page.evaluate("document.querySelector('live-chat').style.removeProperty('--livechat-accent')")


def shown_in_the_visitors_zone(widget):
    clock = widget.messages.first.locator("time")
    at = datetime.datetime.fromisoformat(clock.get_attribute("datetime"))
    expect(clock).to_have_text(f"{at.astimezone(ZoneInfo('Asia/Tokyo')):%I:%M %p}")


def test_sizes_text_zoom_motion_and_a_page_that_stays_in_reach(people):
    stage = Stage(people, "/help/", reduced_motion="reduce", timezone_id="Asia/Tokyo")
    page, widget = stage.page, stage.widget
    stage.start("Hello")
    number, small = small_targets(page)
    assert number > 5 and small == []
    own_colours(page)
    shown_in_the_visitors_zone(widget)
    moving = widget.dialog.evaluate("node => getComputedStyle(node).animationName")
    assert moving == "none"
    expect(widget.shown("Hello")).to_have_attribute("dir", "auto")
    # Where colours are not ours, everything has an edge.
    assert page.evaluate(EDGELESS) != []
    page.emulate_media(forced_colors="active")
    assert page.evaluate(EDGELESS) == []
    page.emulate_media(forced_colors="none")
    # 200 % text and the spacing of WCAG 1.4.12, on a narrow phone: nothing sticks out.
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate(
        """() => {
            const host = document.querySelector("live-chat");
            host.style.setProperty("font-size", "32px", "important");
            host.shadowRoot.querySelectorAll("*").forEach((node) => {
                node.style.lineHeight = "1.5";
                node.style.letterSpacing = "0.12em";
                node.style.wordSpacing = "0.16em";
            });
        }"""
    )
    box = widget.box.bounding_box()
    close = widget.dialog.get_by_role("button", name="Close chat").bounding_box()
    for rectangle in (box, close):
        assert rectangle["x"] >= 0 and rectangle["x"] + rectangle["width"] <= 320
    assert widget.dialog.evaluate("node => node.scrollWidth <= node.clientWidth")
    # The same place in the document on every page, with the page's own language.
    places = []
    for path in ("/help/", "/shop/"):
        page.goto(path)
        places.append(
            page.evaluate(
                "() => document.querySelector('live-chat').previousElementSibling.localName"
            )
        )
    assert len(set(places)) == 1
    assert page.locator("live-chat").get_attribute("lang") == "en"
