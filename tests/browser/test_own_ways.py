"""A site's own looks, button and scripts: what docs/customising.md says, in a browser."""

from playwright.sync_api import expect

from .stage import Stage

LOOKS = """<style>
live-chat {
    --livechat-accent: rgb(143, 211, 205);
    --livechat-radius: 4px;
    --livechat-font: "Courier New", monospace;
    --livechat-offset-inline: 48px;
    --livechat-offset-block: 32px;
    --livechat-z: 900;
}
</style>"""
OURS = """<script>
window.heard = [];
for (const what of ["open", "close", "message", "unread"])
    document.addEventListener(`livechat:${what}`, ({ detail }) =>
        heard.push([what, ...Object.values(detail ?? {})]));
Object.defineProperty(window, "navigation", { value: undefined });
</script>"""
"""Listens, and takes away what newer browsers notice navigations by."""
LINKS = """<p><a href="/nowhere/" data-livechat="toggle">Ask us</a>
<button data-livechat="open">Talk</button> <button data-livechat="close">Enough</button></p>"""
SEEN = """() => {
    const host = document.querySelector("live-chat"), root = host.shadowRoot;
    const button = root.querySelector(".livechat-launcher"), dialog = root.querySelector("dialog");
    const ends = (node) => {
        const { right, bottom } = node.getBoundingClientRect();
        return [innerWidth - right, innerHeight - bottom].map(Math.round);
    };
    const { backgroundColor, color, fontFamily } = getComputedStyle(button);
    return {
        backgroundColor, color, fontFamily, launcher: ends(button), panel: ends(dialog)[0],
        radius: getComputedStyle(dialog).borderRadius, z: getComputedStyle(host).zIndex,
    };
}"""


def changed(stage, *changes):
    """The page with what a site has written into its templates, without our demo's policy."""

    def reply(route):
        html = route.fetch().text()
        for before, after in changes:
            assert before in html
            html = html.replace(before, after, 1)
        route.fulfill(body=html, content_type="text/html")

    stage.page.route("**/help/", reply)
    stage.page.goto("/help/")


def test_custom_properties_give_the_widget_the_looks_of_the_site(people):
    stage = Stage(people, "/help/")
    changed(stage, ("</head>", f"{LOOKS}</head>"))
    stage.page.evaluate("LiveChat.open()")  # Under a pointer the colour is another.
    expect(stage.widget.dialog).to_be_visible()
    seen = stage.page.evaluate(SEEN)
    # Of black and white, what can be read on a colour as light as this.
    assert seen.pop("color") == "color(xyz-d65 0 0 0)"
    assert seen == {
        "backgroundColor": "rgb(143, 211, 205)",
        "fontFamily": '"Courier New", monospace',
        "launcher": [48, 32],
        "panel": 48,
        "radius": "4px",
        "z": "900",
    }


def test_a_button_and_scripts_of_ones_own_do_all_that_ours_does(people):
    stage = Stage(people, "/help/")
    page, widget = stage.page, stage.widget
    visited = []
    stage.answer("page.visited", by=lambda frame: visited.append(frame["url"]))
    changed(
        stage,
        ("</head>", f"{OURS}</head>"),
        ("</main>", f"{LINKS}</main>"),
        ("<live-chat ", '<live-chat data-launcher="none" '),
    )
    ours = page.get_by_role("link", name="Ask us")
    expect(widget.launcher).to_have_count(0)
    assert page.evaluate("LiveChat.unread") == 0

    # By elements of the page: the focus comes back to what has opened the chat.
    ours.click()
    expect(widget.box).to_be_focused()
    page.keyboard.press("Escape")
    expect(widget.dialog).to_be_hidden()
    expect(ours).to_be_focused()
    ours.click()
    expect(widget.dialog).to_be_visible()
    ours.click()
    expect(widget.dialog).to_be_hidden()
    page.get_by_role("button", name="Talk").click()
    expect(widget.dialog).to_be_visible()
    page.get_by_role("button", name="Enough").click()
    expect(widget.dialog).to_be_hidden()
    assert page.evaluate("heard.splice(0)") == [["open"], ["close"]] * 3

    # By the script: nothing is sent that the visitor has not sent.
    page.evaluate("LiveChat.toggle()")
    expect(widget.dialog).to_be_visible()
    page.evaluate("LiveChat.toggle()")
    expect(widget.dialog).to_be_hidden()
    page.evaluate("LiveChat.setContext({ Order: '1234' })")
    page.evaluate("LiveChat.start('Where is it?')")
    expect(widget.box).to_have_value("Where is it?")
    assert stage.sockets == []
    page.evaluate("LiveChat.start('Something else')")
    expect(widget.box).to_have_value("Where is it?")
    with page.expect_request("**/livechat/conversations/") as started:
        stage.start("Where is it?")
    assert started.value.post_data_json["context"] == {"Order": "1234"}
    expect(widget.dialog.get_by_text("Sent")).to_be_visible()
    stage.until(lambda: visited)
    page.evaluate("history.pushState({}, '', '/help/returns/?order=1')")
    page.evaluate("LiveChat.visited()")
    stage.until(lambda: visited[-1].endswith("/help/returns/?order=1"))

    # What waits to be read shows nowhere but where the site shows it.
    page.evaluate("LiveChat.close()")
    expect(widget.dialog).to_be_hidden()
    desk = stage.staff()
    for count, words in enumerate(("On its way", "Tomorrow"), start=1):
        desk.say(words)
        stage.until(lambda count=count: page.evaluate("LiveChat.unread") == count)
    page.evaluate("LiveChat.open()")
    expect(widget.shown("Tomorrow")).to_be_visible()
    stage.until(lambda: page.evaluate("LiveChat.unread") == 0)
    heard = page.evaluate("heard")
    assert heard == [
        *[["open"], ["close"], ["open"], ["unread", 0], ["message", "visitor"], ["close"]],
        *[["message", "staff"], ["unread", 1], ["message", "staff"], ["unread", 2]],
        *[["open"], ["unread", 0]],
    ], heard
    # The next page knows it from the start.
    page.evaluate("LiveChat.close()")
    expect(widget.dialog).to_be_hidden()
    desk.say("Are you there?")
    stage.until(lambda: page.evaluate("LiveChat.unread") == 1)
    page.goto("/help/")
    stage.until(lambda: page.evaluate("heard").count(["unread", 1]) == 1)
    assert people.troubles == []
