"""Before a visitor writes, the widget leaves nothing in their browser and talks to nobody."""

from playwright.sync_api import expect

from .talking import Widget

STORED = "() => [document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


def listening(people, path):
    """A visitor's page, the sockets it opened and the addresses it asked."""
    context = people.context()
    page = context.new_page()
    sockets, asked = [], []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.on("request", lambda request: asked.append((request.method, request.url)))
    page.goto(path)
    expect(Widget(page).launcher).to_be_visible()
    return page, sockets, asked


def test_looking_at_pages_leaves_no_cookie_no_storage_and_opens_no_socket(people):
    page, sockets, asked = listening(people, "/")
    page.goto("/shop/")
    expect(Widget(page).launcher).to_be_visible()
    assert page.context.cookies() == []
    assert page.evaluate(STORED) == [""]
    assert sockets == []
    assert [url for method, url in asked if method != "GET"] == []


def test_opening_the_dialog_sets_no_cookie_and_the_first_letter_only_a_draft(people):
    page, sockets, _asked = listening(people, "/")
    widget = Widget(page).open()
    assert page.context.cookies() == []
    assert sockets == []
    widget.box.fill("H")
    page.wait_for_function("() => sessionStorage.length > 0")
    assert page.context.cookies() == []
    assert page.evaluate("() => localStorage.length") == 0
    with page.expect_websocket():
        widget.start("Hello")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["livechat_visitor"]
    assert len(sockets) == 1


def test_where_chat_is_off_there_is_no_trace_of_it(people):
    _page, _sockets, asked = listening(people, "/")
    assert any("livechat" in url for _method, url in asked)
    quiet = people.visitor_page("/about/")
    assert "livechat" not in quiet.content()
    assert "Chat with us" not in quiet.content()
    expect(Widget(quiet).launcher).to_have_count(0)
