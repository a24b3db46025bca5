"""Before the chat: what a site asks, the greeting that comes by itself, and the pages of forms."""

import re

import pytest
from playwright.sync_api import expect

from .accessibility import assert_accessible
from .gallery import WIDE, Gallery
from .stage import Stage
from .talking import Widget

STORED = "() => [document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage)]"
REFUSED = "() => JSON.stringify({ ...localStorage, ...sessionStorage })"
DRESSED = """async () => {
    const host = document.querySelector("live-chat");
    await import(host.dataset.inviter);
    return host.shadowRoot.querySelectorAll("link").length;
}"""
"""How many style sheets the widget has, after what makes a greeting would have come."""
MOVES = """(() => {
    window.moves = [];
    const moving = ({ target }) => moves.push(
        ...[document, target.shadowRoot].flatMap((root) => root.getAnimations())
            .map(({ animationName }) => animationName));
    for (const what of ["invitation", "open"]) addEventListener(`livechat:${what}`, moving);
})()"""
"""What is in motion when the greeting comes and when the panel opens."""


GRACE = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.utils import timezone
grace = get_user_model().objects.create_user(
    "grace", "grace@example.org", "x", first_name="Grace", last_name="Hopper"
)
known = {
    SESSION_KEY: str(grace.pk),
    BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
    HASH_SESSION_KEY: grace.get_session_auth_hash(),
}
tomorrow = timezone.now() + timezone.timedelta(days=1)
Session.objects.save("graces0session0key0of0these0test", known, tomorrow)
"""
"""Somebody with an account on the site, logged in already."""


@pytest.fixture(scope="module")
def asking(server):
    """The demo's shop asks for a name, consent and a department, and greets after five seconds;
    its help greets who is about to leave."""
    server.manage(
        GRACE
        + """
from livechat.models import ChatSettings, Department, PageChat
from wagtail.models import Page, Site
about = Page.objects.get(slug="about")
ChatSettings.objects.create(
    site=Site.objects.get(), name_field="required", asks_consent=True, privacy_page=about,
    accent="#1f5f5b", dark_accent="#8fd3cd",
)
PageChat.objects.filter(page__slug="shop").update(
    invitation="time", invitation_after=5, greeting="Which lamp?",
    alternatives=[Department.objects.get(slug="support").pk],
)
PageChat.objects.update_or_create(
    page=Page.objects.get(slug="help"), defaults={"invitation": "exit", "greeting": "Still here?"}
)
"""
    )


SWAP = """() => {
    const old = document.querySelector("live-chat");
    old.replaceWith(old.cloneNode(true));
}"""


def complaints(page):
    """What the browser says of our own policy for content."""
    found = []
    page.on("console", lambda said: "Content Security" in said.text and found.append(said.text))
    return found


def stays_clean(page, refused):
    """Nothing was refused so far, and axe finds nothing; its own styles are refused, not ours."""
    assert refused == []
    assert_accessible(page, within="live-chat")
    refused.clear()


def test_a_greeting_comes_by_itself_and_never_again_once_dismissed(people, asking):
    page = people.context().new_page()
    refused, asked = complaints(page), []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.install()
    page.add_init_script(MOVES)
    page.goto("/shop/", wait_until="networkidle")
    bubble = page.get_by_role("status").filter(has_text="Which lamp?")
    expect(Widget(page).launcher).to_be_visible()
    expect(bubble).to_have_count(0)
    looks = ["bundle/launcher.css", "bundle/launcher.js", "theme/.css"]
    assert named(asked) == looks
    page.clock.run_for(6000)
    expect(bubble).to_be_visible()
    assert named(asked) == ["bundle/invitation.css", "bundle/invitation.js", *looks]
    assert page.evaluate("moves") == ["come"]
    stays_clean(page, refused)
    assert page.evaluate(STORED) == [""]
    page.get_by_role("button", name="Dismiss").click()
    expect(bubble).to_have_count(0)
    page.goto("/shop/wren/")
    expect(Widget(page).launcher).to_be_visible()
    page.clock.run_for(60_000)
    assert page.evaluate(DRESSED) == 1
    expect(bubble).to_have_count(0)
    # Not in the next session either, of which no other tab knows.
    later = page.context.new_page()
    page.close()
    later.clock.install()
    later.goto("/shop/")
    expect(Widget(later).launcher).to_be_visible()
    later.clock.run_for(60_000)
    assert later.evaluate(DRESSED) == 1
    expect(later.get_by_role("status").filter(has_text="Which lamp?")).to_have_count(0)
    assert later.evaluate(REFUSED) == '{"livechat:/livechat/:refused":"true"}'
    assert later.context.cookies() == []
    assert refused == []


def named(addresses):
    """The chat's own among these, without hashes."""
    ours = [found[1] for each in addresses if (found := re.search(r"/livechat/(.*)", each))]
    return sorted(re.sub(r"\.?[0-9a-f]{12}", "", name) for name in ours)


def test_a_greeting_stops_who_is_about_to_leave_unless_they_are_filling_a_form(people, asking):
    page = people.visitor_page("/help/")
    bubble = page.get_by_role("status").filter(has_text="Still here?")
    expect(Widget(page).launcher).to_be_visible()
    loaded = (
        "() => performance.getEntriesByType('resource').some(({ name }) => /invitation/.test(name))"
    )
    page.evaluate(
        "() => { const form = document.createElement('form'); form.append(document.createElement("
        "'input')); document.querySelector('main').prepend(form); window.left = [];"
        "document.documentElement.addEventListener('mouseleave', (e) => left.push(e.clientY)); }"
    )
    leave(page, by_the_top=False)
    assert not page.evaluate(loaded)
    page.locator("main form input").fill("half an")
    leave(page)
    page.wait_for_function(loaded)
    assert page.evaluate(DRESSED) == 1
    page.locator("main form input").fill("")
    page.locator("main form input").blur()
    leave(page)
    expect(bubble).to_be_visible()
    page.keyboard.press("Tab")
    bubble.get_by_role("button", name="Still here?").click()
    expect(Widget(page).dialog.get_by_text("Still here?")).to_be_visible()
    assert people.troubles == []


def leave(page, by_the_top=True):
    """The pointer goes out of the page."""
    page.evaluate("left.length = 0")
    page.mouse.move(600, 300)
    page.mouse.move(*((600, -2) if by_the_top else (-2, 300)))
    page.wait_for_function("() => left.length")


def test_what_the_site_asks_is_asked_before_the_first_message(people, asking):
    page = people.visitor_page("/shop/")
    refused, sockets = complaints(page), []
    page.on("websocket", lambda socket: sockets.append(socket))
    page.evaluate("() => LiveChat.setContext({ Order: '1234' })")
    page.evaluate("() => LiveChat.start('Does it dim?')")
    widget = Widget(page)
    dialog = widget.dialog
    expect(widget.box).to_have_value("Does it dim?")
    consent = dialog.get_by_role("checkbox", name="I agree")
    expect(consent).not_to_be_checked()
    expect(dialog.get_by_role("link", name="Privacy notice")).to_have_attribute("href", "/about/")
    dialog.get_by_role("combobox", name="Department").select_option("Support")
    expect(dialog.get_by_role("heading", name="Support")).to_be_visible()
    stays_clean(page, refused)
    send = dialog.get_by_role("button", name="Send", exact=True)
    send.click()
    name = dialog.get_by_role("textbox", name="Your name")
    expect(name).to_be_focused()
    name.fill("Ada")
    send.click()
    expect(consent).to_be_focused()
    expect(dialog.get_by_role("alert")).to_contain_text("Please tick the box")
    stays_clean(page, refused)
    consent.check()
    # The site's own script hears of it, and may close and open.
    page.evaluate(
        "() => addEventListener('livechat:message', ({ detail }) => (heard = detail.role))"
    )
    send.click()
    expect(widget.shown("Does it dim?")).to_have_count(1)
    page.wait_for_function("() => window.heard === 'visitor'")
    page.evaluate("() => LiveChat.close()")
    expect(dialog).to_be_hidden()
    assert refused == []
    console = people.staff_page("sam")
    console.get_by_role("link", name=re.compile("Ada")).first.click()
    expect(console.get_by_text("1234")).to_be_visible()

    # A site that changes its pages without loading them: another address, then another element.
    page.evaluate("() => { history.pushState({}, '', '/shop/wren/'); document.title = 'A wren'; }")
    told = console.get_by_role("list", name="Messages")
    expect(told.get_by_text("The visitor went to A wren")).to_be_visible()
    page.evaluate(SWAP)
    widget.reopen()
    expect(widget.shown("Does it dim?")).to_have_count(1)
    assert [socket.is_closed() for socket in sockets] == [True, False]

    # What was agreed to can be taken back, and then it is over.
    summary = dialog.get_by_text("Withdraw consent").first
    summary.click()
    expect(dialog.get_by_text("erases your name")).to_be_visible()
    stays_clean(page, refused)
    dialog.get_by_role("button", name="Withdraw consent").click()
    expect(dialog.get_by_text("You withdrew your consent.")).to_be_visible()
    expect(dialog.get_by_text("This chat has ended.")).to_be_visible()
    expect(summary).to_have_count(0)
    expect(told.get_by_text("The visitor withdrew their consent")).to_be_visible()
    expect(told.get_by_text("Ada")).to_have_count(0)


def test_what_is_asked_before_is_seen_in_every_look(people, asking):
    wide = {"width": WIDE[0], "height": WIDE[1]}
    stage = Stage(
        people, "/shop/", viewport=wide, reduced_motion="reduce", timezone_id="Asia/Tokyo"
    )
    page, dialog, gallery = stage.page, stage.widget.dialog, Gallery(stage.page)
    page.add_init_script(MOVES)
    page.reload()
    expect(stage.widget.launcher).to_be_visible()
    page.clock.run_for(6000)
    expect(page.get_by_role("button", name="Which lamp?")).to_be_visible()
    gallery.show("greeting teaser")

    stage.available(online=True)
    stage.widget.open()
    expect(dialog.get_by_text("Online now")).to_be_visible()
    expect(dialog.get_by_role("checkbox", name="I agree")).to_be_visible()
    gallery.show("start form, all that can be asked")
    stage.widget.say("Does it dim?")
    name = dialog.get_by_role("textbox", name="Your name")
    expect(name).to_have_attribute("aria-invalid", "true")
    expect(name).to_have_accessible_description("Please fill this in.")
    expect(name).to_have_attribute("autocomplete", "name")
    email = dialog.get_by_role("textbox", name="Your email")
    expect(email).to_have_attribute("autocomplete", "email")
    gallery.show("start form, something is missing")

    page.evaluate("document.querySelector('live-chat').close()")
    stage.available(online=False, opens_at="2030-03-04T20:00:00.000Z")
    stage.widget.open()
    # By the visitor's own clock, on which it is the day after.
    expect(dialog.get_by_text(re.compile(r"We are back on March 5 at 5\sAM\."))).to_be_visible()
    expect(dialog.get_by_text("Leave a message.")).to_be_visible()
    gallery.show("closed, leave a message")
    # Nobody who wants no motion has seen any; others do (the first test, and here).
    assert page.evaluate("moves") == []
    page.unroute_all(behavior="wait")
    page.emulate_media(reduced_motion="no-preference")
    page.evaluate("document.querySelector('live-chat').close()")
    stage.widget.open()
    assert page.evaluate("moves") == ["arrive"]
    assert people.troubles == []


def test_who_is_logged_in_on_the_site_is_known_without_a_form(people, asking):
    context = people.context()
    context.add_cookies(
        [
            {
                "name": "sessionid",
                "value": "graces0session0key0of0these0test",
                "url": people.server.url,
            }
        ]
    )
    page = context.new_page()
    page.goto("/shop/")
    widget = Widget(page).open()
    dialog = widget.dialog
    expect(dialog.get_by_text("You are writing as Grace Hopper.")).to_be_visible()
    expect(dialog.get_by_role("textbox", name="Your name")).to_be_hidden()
    expect(dialog.get_by_role("textbox", name="Your email")).to_be_hidden()
    dialog.get_by_role("checkbox", name="I agree").check()
    widget.start("It is me")
    expect(dialog.get_by_text("Sent", exact=True)).to_be_visible()
    console = people.staff_page("sasha")
    console.get_by_role("link", name=re.compile("Grace Hopper")).click()
    details = console.get_by_role("complementary", name="Details")
    expect(details.get_by_text("Logged in on the site")).to_be_visible()
    expect(details.get_by_role("link", name="grace@example.org")).to_be_visible()
    assert people.troubles == []


SCROLLING = """() => {
    const { scrollingElement } = document, { shadowRoot } = document.querySelector("live-chat");
    return [scrollingElement, ...shadowRoot.querySelectorAll("*:not(textarea)")]
        .filter((node) => /auto|scroll/.test(getComputedStyle(node).overflowY)
            || node === scrollingElement)
        .filter((node) => node.scrollHeight > node.clientHeight + 1)
        .map((node) => node.className || node.localName);
}"""


def on_a_phone(page, widget):
    """A whole-page chat: what was said scrolls and nothing else, the composer stays in reach."""
    page.set_viewport_size({"width": 360, "height": 640})
    words = "This is line {} of eight. " + "It goes on for long enough to take several. " * 3
    for number in range(1, 9):
        widget.say(words.format(number).strip())
    expect(widget.dialog.get_by_text("This is line 8 of eight.")).to_have_count(1)
    expect(widget.dialog.get_by_text("Sent", exact=True)).to_be_visible()
    for height in (640, 320):  # with the keyboard of the phone up
        page.set_viewport_size({"width": 360, "height": height})
        page.wait_for_function(f"() => innerHeight === {height}")
        assert page.evaluate(SCROLLING) == ["messages"]
        box = widget.box.bounding_box()
        assert 0 <= box["y"] and box["y"] + box["height"] <= height
    page.screenshot(path=Gallery(page).folder / "full page.phone-keyboard.png")
    page.set_viewport_size({"width": 360, "height": 640})
    page.screenshot(path=Gallery(page).folder / "full page.phone.png")


def test_without_javascript_everything_is_possible_with_forms(people, asking, tmp_path):
    page = people.context(java_script_enabled=False).new_page()
    page.goto("/shop/")
    page.get_by_role("link", name="Chat with us").click()
    page.get_by_role("textbox", name="Message").fill("Does it dim?")
    page.get_by_role("textbox", name="Your name").fill("Grace")
    page.get_by_role("checkbox", name="I agree").check()
    page.get_by_role("button", name="Send", exact=True).click()
    messages = page.get_by_role("list", name="Messages").get_by_role("listitem")
    expect(messages).to_contain_text(["Does it dim?"])
    (tmp_path / "lamp.txt").write_text("A lamp")
    page.get_by_label("Attach a file").set_input_files(tmp_path / "lamp.txt")
    page.get_by_role("button", name="Send file").click()
    expect(messages.last).to_contain_text("lamp.txt")
    address = page.url.partition("#")[0]

    with_script = people.context(storage_state=page.context.storage_state()).new_page()
    with_script.goto(address)
    full = Widget(with_script)
    expect(full.shown("Does it dim?")).to_be_visible()
    expect(with_script.get_by_role("button", name="Chat with us")).to_be_hidden()
    assert round(full.dialog.bounding_box()["height"]) == with_script.viewport_size["height"]
    on_a_phone(with_script, full)
    assert_accessible(with_script)
    full.dialog.get_by_role("button", name="Close chat").click()
    with_script.wait_for_url("**/shop/")

    expect(page.get_by_role("button", name="Withdraw consent")).to_be_visible()
    page.get_by_role("button", name="End chat").click()
    page.get_by_role("radio", name="Very good").check()
    page.get_by_role("button", name="Rate").click()
    expect(page.get_by_role("radio", name="Very good")).to_be_checked()
    # Should the script not come, the forms are there all the same; and axe, which needs scripts.
    with_script.route("**/bundle/launcher*.js", lambda route: route.abort())
    for forms in (address, "/livechat/"):
        with_script.goto(forms)
        expect(with_script.get_by_role("main")).to_be_visible()
        assert_accessible(with_script)
