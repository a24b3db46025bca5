"""What the widget costs a page, closed, open and in a long talk: bytes, jumps and time."""

import gzip
import re
from statistics import median

from playwright.sync_api import expect

from .stage import Stage
from .talking import Widget

KB = 1024
WATCH = """(() => {
    window.jumps = [];
    window.longTasks = [];
    const into = (list, value) => (found) => list.push(...found.getEntries().map(value));
    const watch = (type, observe) =>
        new PerformanceObserver(observe).observe({ type, buffered: true });
    const isThePages = ({ node }) => node && node.getRootNode() === document &&
        !(node.closest ? node : node.parentElement)?.closest("live-chat");
    watch("layout-shift", into(jumps, ({ value, sources }) => [value, sources.some(isThePages)]));
    watch("longtask", into(longTasks, ({ duration }) => duration));
})()"""
SCROLL = """async (list) => {
    const frames = [];
    for (let last = performance.now(), n = 0; n < 60; n++) {
        list.scrollTop -= 200;
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        frames.push(now - last);
        last = now;
    }
    return frames;
}"""
LENGTH = 5000


def test_a_closed_widget_asks_for_two_files_and_an_open_one_for_twenty_kilobytes(people):
    page = people.context().new_page()
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto("/", wait_until="networkidle")
    widget = Widget(page)
    expect(widget.launcher).to_be_visible()

    def names():
        found = [re.search(r"/livechat/(.*)", answer.url) for answer in answers]
        return sorted(re.sub(r"\.[0-9a-f]{12}\.", ".", name[1]) for name in found if name)

    assert names() == ["bundle/launcher.css", "bundle/launcher.js"]
    widget.start("Hello")
    expect(widget.dialog.get_by_text("Sent")).to_be_visible()
    loaded = [each for each in answers if re.search(r"/livechat/bundle/.*\.(js|css)$", each.url)]
    weights = {each.url: len(gzip.compress(each.body(), 9)) for each in loaded}
    assert len(weights) == 4
    assert sum(weights.values()) <= 20 * KB


def test_nothing_jumps_and_opening_holds_nothing_up(people):
    """The quickest of three: what the machine does besides is not the widget's."""
    longest = []
    for _ in range(3):
        page = people.context().new_page()
        page.add_init_script(WATCH)
        page.goto("/shop/", wait_until="networkidle")
        widget = Widget(page)
        page.evaluate("longTasks.length = 0")
        widget.open()
        expect(widget.box).to_be_focused()
        longest.append(max(page.evaluate("longTasks"), default=0))
        widget.start("Hello")
        widget.dialog.get_by_role("button", name="Close chat").click()
        expect(widget.dialog).to_be_hidden()
        jumps = page.evaluate("jumps")
        assert not any(of_the_page for _value, of_the_page in jumps), jumps
        # What an answer moves within the widget shows in no page's figure, which has two decimals.
        assert sum(value for value, _of_the_page in jumps) < 0.001, jumps
    assert min(longest) <= 50, longest


def test_five_thousand_messages_are_as_quick_as_fifty(people):
    stage = Stage(people, "/").start("The first of many")
    found = stage.page.request.get(f"/livechat/conversations/{stage.id}/messages/").json()
    template = found["messages"][0]
    long = found["conversation"] | {"last_seq": LENGTH, "read": {"visitor": LENGTH, "staff": 0}}

    def message(seq):
        author = {"role": "staff", "name": "Sam"} if seq % 3 else template["author"]
        body = f"Message {seq} " + "on lamps and light " * (seq % 5)
        return template | {"seq": seq, "client_id": f"id-{seq}", "author": author, "body": body}

    def page_of(first, last):
        first = max(1, first)
        return {"messages": [message(seq) for seq in range(first, last + 1)], "more": first > 1}

    def hello(frame):
        newest = page_of(LENGTH - 49, LENGTH) if not frame.get("after") else {"messages": []}
        return {"type": "ok", "conversation": long, "last_seq": LENGTH, "more": False} | newest

    busy = [{"type": "error", "code": "busy", "message": "Please try again."}]

    def earlier(frame):
        if busy:
            return busy.pop()
        return {"type": "ok"} | page_of(frame["before"] - 50, frame["before"] - 1)

    stage.answer("hello", by=hello)
    stage.answer("history.get", by=earlier)
    stage.page.add_init_script(WATCH)
    stage.page.reload()
    widget = stage.widget.reopen()
    items = widget.messages
    expect(items.filter(has_text=f"Message {LENGTH} ")).to_have_count(1)
    messages = widget.dialog.get_by_role("list", name="Messages")

    # Refused once: whoever waits at the top need not scroll away and back.
    messages.evaluate("list => { list.scrollTop = 0; }")
    stage.until(lambda: not busy)
    stage.tell("typing.changed", author={"role": "staff", "name": "Sam"}, on=True)

    most = 0
    for _ in range(400):
        first = items.first.inner_text()
        if re.search(r"Message 1\b", first):
            break
        shown = messages.evaluate("list => (list.scrollTop = 0, list.childElementCount)")
        most = max(most, shown)
        stage.page.wait_for_function(
            "before => document.querySelector('live-chat').shadowRoot"
            ".querySelector('[role=list] > li').innerText !== before",
            arg=first,
        )
    expect(items.first).to_contain_text("Message 1 ")
    assert most <= 240

    stage.page.evaluate("longTasks.length = 0")
    news = message(LENGTH + 1) | {"author": {"role": "staff", "name": "Sam"}}
    stage.tell("message.posted", message=news)
    jump = widget.dialog.get_by_role("button", name="Jump to latest (1)")
    expect(jump).to_be_visible()
    jump.click()
    expect(items.last).to_contain_text(f"Message {LENGTH + 1} ")
    assert items.count() <= 60
    frames = messages.evaluate(SCROLL)
    assert median(frames) <= 50, frames
    assert sum(stage.page.evaluate("longTasks")) <= 500
    assert people.troubles == []
