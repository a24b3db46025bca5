"""A11Y-12: what has the focus in the page can be seen, whatever the chat lies over."""

import pytest

from .talking import Widget

LONG = """() => {
    const links = Array.from({ length: 14 }, (_, number) => {
        const link = document.createElement("a");
        link.href = "#" + number;
        link.textContent = `Link ${number}`;
        const line = document.createElement("p");
        line.style.cssText = "text-align: end; padding: 110px 24px 0";
        line.append(link);
        return line;
    });
    // The first ones before anything else, and the last one in the very corner.
    document.querySelector("main").replaceChildren(...links);
    document.querySelector("footer").replaceChildren(document.createElement("a"));
    const last = document.querySelector("footer a");
    last.href = "#last";
    last.textContent = "Last";
    last.style.cssText = "position: absolute; inset: auto 34px 36px auto; font: 16px/20px serif";
    document.body.style.position = "relative";
    window.hidden = [];
    window.stepped = 0;
}"""
SEEN = """async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame(); await frame();
    const host = document.querySelector("live-chat"), node = document.activeElement;
    if (host.hasAttribute("data-aside")) stepped += 1;
    if (node === host || node === document.body) return node.localName;
    const spots = [...node.getClientRects()].flatMap(({ left, right, top, bottom }) =>
        [0.1, 0.5, 0.9].flatMap((a) => [0.1, 0.5, 0.9].map((b) =>
            [left + a * (right - left), top + b * (bottom - top)])));
    const there = spots.map(([x, y]) => document.elementFromPoint(x, y));
    if (!there.some((each) => each && each !== host)) hidden.push(node.textContent);
    return node.hash ?? "";
}"""


@pytest.mark.parametrize(
    "width, is_open", [(1280, False), (1280, True), (640, False), (640, True), (320, False)]
)
def test_the_chat_steps_aside_for_what_has_the_focus(people, width, is_open):
    page = people.visitor_page("/help/", viewport={"width": width, "height": 640})
    widget = Widget(page)
    page.evaluate(LONG)
    if is_open:
        widget.open()
        page.evaluate("document.querySelector('.skip').focus()")
    reached = []
    while "live-chat" not in reached:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(SEEN))
        assert len(reached) < 60
    assert {"#0", "#13", "#last"} <= set(reached)
    assert page.evaluate("hidden") == []
    assert page.evaluate("stepped") > 0, "Nothing was in the way: this test shows nothing."
    # By the keyboard the chat can be reached all the same, and is where it was.
    assert not page.locator("live-chat[data-aside]").count()
    page.keyboard.press("Escape")
    assert widget.launcher.bounding_box()["y"] < 640
