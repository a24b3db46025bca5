"""Networks that fail, tabs that sleep or double, pages that are left: the talk goes on."""

import re

from playwright.sync_api import expect

from .stage import STORED, Desk, Stage
from .talking import Widget

TONES = """(() => {
    window.tones = 0;
    const Real = AudioContext;
    window.AudioContext = class extends Real {
        createOscillator() {
            window.tones += 0.5; // a tone has two voices
            return super.createOscillator();
        }
    };
})()"""


def test_where_sockets_are_blocked_it_goes_by_http_within_ten_seconds_and_climbs_back(people):
    stage = Stage(people, "/help/")
    stage.is_cut = True
    stage.start("Through a strict proxy")
    desk = stage.staff()
    desk.say("I hear you")
    stage.page.clock.fast_forward(6000)
    expect(stage.widget.shown("I hear you")).to_have_count(1, timeout=10_000)
    expect(stage.widget.dialog.get_by_text("Reconnecting")).to_have_count(0)
    stage.widget.say("And I you")
    expect(stage.widget.dialog.get_by_text("Sent")).to_be_visible()
    assert stage.sockets == []

    stage.mend()
    stage.page.clock.fast_forward(30_000)
    expect(stage.widget.shown("And I you")).to_have_count(1)
    stage.until(lambda: stage.sockets)
    desk.say("Better now")
    expect(stage.widget.shown("Better now")).to_have_count(1)
    expect(stage.widget.messages.filter(has_text="I hear you")).to_have_count(1)


def test_offline_frozen_and_left_it_goes_on(people):
    stage = Stage(people, "/help/").start("Is it loud?")
    page, widget, desk = stage.page, stage.widget, stage.staff()

    page.context.set_offline(True)
    stage.hang_up()
    page.clock.fast_forward(4000)
    expect(widget.dialog.get_by_text("Offline")).to_be_visible()
    widget.say("Written on the train")
    expect(widget.dialog.get_by_text("Sending")).to_be_visible()
    page.context.set_offline(False)
    stage.mend()
    page.clock.fast_forward(30_000)
    expect(widget.dialog.get_by_text("Sent")).to_be_visible()
    expect(widget.shown("Written on the train")).to_have_count(1)

    # Frozen: no timer runs, the server hangs up. Looked at again, the tab waits for no timer.
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)
    stage.hang_up(cut=False)
    desk.say("While you slept")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(widget.shown("While you slept")).to_have_count(1)
    page.clock.resume()

    page.goto("/shop/")
    expect(widget.dialog).to_be_visible()
    for text in ("Written on the train", "While you slept"):
        expect(widget.shown(text)).to_have_count(1)
    assert people.troubles == []


def test_a_page_that_was_kept_for_the_back_button_is_live_again(keepers):
    page = keepers.visitor_page("/help/")
    page.evaluate("addEventListener('pageshow', ({ persisted }) => (window.kept = persisted))")
    widget = Widget(page).start("Is it loud?")
    page.wait_for_function(STORED)
    desk = Desk(keepers.staff_page("sam", "/admin/account/"), page.evaluate(STORED))
    page.evaluate("location.assign('/shop/')")
    page.wait_for_url("**/shop/")
    desk.say("While you were elsewhere")
    page.evaluate("history.back()")
    page.wait_for_function("() => window.kept")
    expect(widget.shown("While you were elsewhere")).to_have_count(1)
    desk.say("And now that you are back")
    expect(widget.shown("And now that you are back")).to_have_count(1)
    widget.say("Here I am")
    expect(widget.dialog.get_by_text("Sent", exact=True)).to_be_visible()
    assert keepers.troubles == []


def test_two_tabs_share_a_socket_a_sound_and_what_is_read(people):
    context = people.context()
    first = Stage(people, "/", context=context)
    first.page.add_init_script(TONES)
    first.page.reload()
    first.start("One of me")
    first.widget.dialog.get_by_role("button", name="Sound").click()
    sound = first.widget.dialog.get_by_role("button", name="Sound")
    expect(sound).to_have_attribute("aria-pressed", "true")
    first.until(lambda: first.page.evaluate("tones") == 1)

    opened = []
    second = context.new_page()
    second.add_init_script(TONES)
    second.on("websocket", lambda socket: opened.append(socket))
    second.goto("/help/")
    other = Widget(second).reopen()
    expect(other.shown("One of me")).to_have_count(1)

    def is_one_leading():
        live = [socket for socket in opened if not socket.is_closed()]
        return live and not first.live

    first.until(is_one_leading)
    desk = first.staff()
    for tab in (first.widget, other):
        tab.dialog.get_by_role("button", name="Close chat").click()
    desk.say("Hello to both of you")
    for page in (first.page, second):
        name = "Chat with us, 1 unread message"
        expect(page.get_by_role("button", name=name)).to_be_visible()
        expect(page).to_have_title(re.compile(r"^\(1\) "))
    first.until(lambda: first.page.evaluate("tones") - 1 + second.evaluate("tones") == 1)
    other.open()
    for page in (first.page, second):
        expect(page.get_by_role("button", name="Chat with us", exact=True)).to_be_visible()
        expect(page).to_have_title(re.compile(r"^[^(]"))

    assert is_one_leading() and len(opened) == 1

    # The leading tab goes, the other one takes over.
    second.close()
    first.until(lambda: len(first.live) == 1)
    desk.say("And now to one")
    expect(first.widget.open().shown("And now to one")).to_have_count(1)


def test_a_duplicated_tab_sends_nothing_twice(people):
    stage = Stage(people, "/").start("Copy me")
    stage.answer("message.post", by=lambda _frame: None)
    stage.widget.say("Only once")
    expect(stage.widget.dialog.get_by_text("Sending")).to_be_visible()
    kept = stage.page.evaluate("() => JSON.stringify({ ...sessionStorage })")
    copy = stage.page.context.new_page()
    copy.add_init_script(f"Object.assign(sessionStorage, {kept})")
    copy.goto("/")
    stage.answers.clear()
    stage.page.clock.fast_forward(31_000)
    for widget in (stage.widget, Widget(copy).reopen()):
        expect(widget.dialog.get_by_text("Sent", exact=True)).to_be_visible()
        expect(widget.shown("Only once")).to_have_count(1)
