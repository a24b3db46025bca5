"""What the widget costs a page, closed, open and in a long talk: bytes, jumps and time."""

import gzip
import re
from statistics import median

from playwright.sync_api import expect

from .stage import STORED, Desk, Stage
from .talking import Widget

KB = 1024
TALK = ["launcher.css", "launcher.js", "live-chat.js", "widget.css"]
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


def test_a_first_chat_asks_for_two_files_then_two_more_and_weighs_twenty_kilobytes(people):
    """From loading the page to reading the answer, as the bytes went over the wire."""
    page = people.context().new_page()
    ours = []
    chat = re.compile("/livechat/(.*)")
    page.on("requestfinished", lambda request: chat.search(request.url) and ours.append(request))
    page.goto("/", wait_until="networkidle")
    widget = Widget(page)
    expect(widget.launcher).to_be_visible()

    def files():
        names = [re.sub(r"\.[0-9a-f]{12}\.", ".", chat.search(each.url)[1]) for each in ours]
        return sorted(name for name in names if name.startswith("bundle/"))

    assert files() == ["bundle/launcher.css", "bundle/launcher.js"]
    assert len(ours) == 2
    widget.start("Hello")
    expect(widget.dialog.get_by_text("Sent")).to_be_visible()
    desk = Desk(people.staff_page("sam", "/admin/account/"), page.evaluate(STORED))
    desk.command("conversation.claim")
    desk.say("Good evening")
    expect(widget.shown("Good evening")).to_be_visible()
    widget.say("Thank you")
    expect(widget.shown("Thank you")).to_be_visible()
    assert files() == [f"bundle/{name}" for name in TALK]
    bundle = [each for each in ours if "/bundle/" in each.url]
    assert all(each.response().header_value("content-encoding") for each in bundle)
    # Brotli or gzip, whichever the browser was given; and gzip is what the budget says.
    assert sum(each.sizes()["responseBodySize"] for each in bundle) <= 20 * KB
    assert sum(len(gzip.compress(each.response().body(), 9)) for each in bundle) <= 20 * KB


def without_chat(page):
    """The same page as one that has no chat."""

    def reply(route):
        html = route.fetch().text()
        start, end = html.index("<live-chat"), html.index("</live-chat>")
        tail = re.sub(r'(?s)^.*?launcher[^>]*\.js"[^>]*></script>', "", html[end:], count=1)
        route.fulfill(body=html[:start] + tail, content_type="text/html")

    page.route("**/shop/", reply)


def test_nothing_jumps_and_neither_loading_nor_opening_holds_anything_up(people):
    """The quickest of three: what the machine does besides is not the widget's."""
    loading, bare, opening = [], [], []
    for _ in range(3):
        page = people.context().new_page()
        page.add_init_script(WATCH)
        without_chat(page)
        page.goto("/shop/", wait_until="networkidle")
        expect(Widget(page).launcher).to_have_count(0)
        bare.append(max(page.evaluate("longTasks"), default=0))

        page = people.context().new_page()
        page.add_init_script(WATCH)
        page.goto("/shop/", wait_until="networkidle")
        widget = Widget(page)
        expect(widget.launcher).to_be_visible()
        loading.append(max(page.evaluate("longTasks"), default=0))
        page.evaluate("longTasks.length = 0")
        widget.open()
        expect(widget.box).to_be_focused()
        opening.append(max(page.evaluate("longTasks"), default=0))
        widget.start("Hello")
        widget.dialog.get_by_role("button", name="Close chat").click()
        expect(widget.dialog).to_be_hidden()
        jumps = page.evaluate("jumps")
        assert not any(of_the_page for _value, of_the_page in jumps), jumps
        # What an answer moves within the widget shows in no page's figure, which has two decimals.
        assert sum(value for value, _of_the_page in jumps) < 0.001, jumps
    # A page that is slow by itself may stay so.
    assert min(loading) <= max(50, min(bare) * 1.2), (loading, bare)
    assert min(opening) <= 50, opening


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
