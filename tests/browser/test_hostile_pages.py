"""Other pages than our own: strict ones with nonces, and such as spoil everything (SEC-63)."""

from playwright.sync_api import expect

from .stage import VIOLATIONS, Desk
from .talking import Widget

NONCES = (
    "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; style-src 'nonce-abc';"
    " connect-src 'self'; img-src 'self' blob:; base-uri 'none'; object-src 'none';"
    " require-trusted-types-for 'script'"
)
HOSTILE = """
<style>
:root { font-size: 40px; line-height: 9; letter-spacing: 1em; direction: rtl; }
body * { display: none; visibility: hidden; opacity: 0; pointer-events: none; font-size: 3px;
    text-transform: uppercase; transform: rotate(9deg); animation: none; z-index: -1; }
button, dialog, textarea, ol, li, p { position: absolute !important; inset: -9999px !important; }
.message, .hidden, .icon { display: none !important; }
</style>
<script>
Array.prototype.toJSON = function () { return "[" + this.map((x) => JSON.stringify(x)) + "]"; };
Array.prototype.each = Array.prototype.forEach;
Object.prototype.extend = function () {};
String.prototype.link = null;
window.$ = window.jQuery = () => ({});
</script>
"""
CLOBBERS = """
<form id="WebSocket"></form><form id="fetch" name="fetch"></form><a id="LiveChat" name="chat"></a>
<img id="crypto"><input id="localStorage"><p id="panel" class="messages">Ours</p>
<p id="message">Ours too</p>
"""
OWN = """() => [...document.body.children]
    .filter((node) => node.localName !== "live-chat")
    .map((node) => node.outerHTML)
    .join("")"""


def change(page, path, *, policy=None, head="", body="", nonce=None):
    """The page at ``path`` with another policy and with more in it."""

    def reply(route):
        answer = route.fetch()
        html = (
            answer.text().replace("</head>", head + "</head>").replace("</main>", body + "</main>")
        )
        if nonce:
            html = html.replace("<script ", f'<script nonce="{nonce}" ')
            html = html.replace(
                '<link rel="stylesheet" ', f'<link nonce="{nonce}" rel="stylesheet" '
            )
        headers = {k: v for k, v in answer.headers.items() if k != "content-security-policy"}
        if policy:
            headers["content-security-policy"] = policy
        route.fulfill(response=answer, body=html, headers=headers)

    page.route(f"**{path}", reply)


def talk(people, page):
    """Both ways, and to the end."""
    widget = Widget(page)
    widget.start("Does it work here?")
    stored = "() => JSON.parse(localStorage.getItem('livechat:/livechat/'))?.id"
    page.wait_for_function(stored)
    desk = Desk(people.staff_page("sam", "/admin/account/"), page.evaluate(stored))
    desk.say("It does.")
    expect(widget.shown("It does.")).to_have_count(1)
    widget.say("Good")
    expect(widget.dialog.get_by_text("Sent")).to_be_visible()
    page.reload()
    widget.reopen()
    expect(widget.shown("Good")).to_have_count(1)
    desk.command("conversation.close")
    expect(widget.dialog.get_by_role("radiogroup", name="Rating")).to_be_visible()
    return widget


def test_under_a_policy_of_nonces_nothing_is_refused(people):
    page = people.context().new_page()
    page.add_init_script(VIOLATIONS)
    change(page, "/help/", policy=NONCES, nonce="abc")
    page.goto("/help/")
    talk(people, page)
    assert page.evaluate("violations") == []
    assert people.troubles == []


def test_among_hostile_styles_and_scripts_it_works_and_leaves_the_page_alone(people):
    page = people.context().new_page()
    change(page, "/help/", head=HOSTILE, body=CLOBBERS)
    page.goto("/help/")
    before = page.evaluate(OWN)
    assert "Ours too" in before
    widget = talk(people, page)
    looks = widget.dialog.evaluate(
        "dialog => { const { fontSize, letterSpacing, visibility, opacity, textTransform } ="
        " getComputedStyle(dialog); return [fontSize, letterSpacing, visibility, opacity,"
        " textTransform]; }"
    )
    assert looks == ["15px", "normal", "visible", "1", "none"]
    assert page.evaluate(OWN) == before
    assert people.troubles == []


def test_a_smuggled_element_loads_no_script_from_elsewhere(people):
    """Where strict-dynamic would let it: the file's name is all that is taken from the page."""
    page = people.context().new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    smuggled = (
        '<live-chat data-name="Chat" data-base="/livechat/" data-page="2" data-strings="{}"'
        ' data-sheet="/nothing.css" data-script="/media/evil.js"><link><a href="#x">Chat</a>'
        "</live-chat>"
    )
    change(page, "/help/", body=smuggled)
    page.goto("/help/")
    page.evaluate("document.querySelector('main live-chat').open()")
    page.wait_for_url("**#x")
    assert [url for url in asked if url.endswith("/bundle/evil.js")]
    assert not [url for url in asked if "/media/evil.js" in url]
