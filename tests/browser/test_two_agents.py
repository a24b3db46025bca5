"""
Two agents and three visitors at once, one of the agents on a phone of 360 px.

Which journeys prove the outcomes of the console:

1. Notice everything: ``test_inbox.py`` (two agents notice three visitors)
2. Inbox: the same, by keys, many at once, filters
3. Conversation: here, and ``test_writing.py`` (what happens is said, mentions, who was faster),
   ``test_crossed_answers.py`` (two answers at once over a slow line)
4. Context panel: ``test_writing.py`` (what is remembered), here in Wagtail's side panel
5. Replies: ``test_writing.py`` (canned replies with cards, choosers), ``test_unsent.py``
6. Queue and routing: ``test_queue.py`` (in turn, fewest, away, returned and escalated, handed
   over); races on PostgreSQL in ``tests/livechat``
7. Search: ``test_queue.py``, from the admin's search too; ``tests/staff_console/test_search.py``
8. Supervisors: ``test_inbox.py`` (sees the team, whispers, takes over)
9. E-mail bridge: ``test_mail.py``; the daily list in ``tests/staff_console/test_daily_list.py``
10. Phone: here; every view in ``test_console_looks.py``
11. Fallback: ``test_inbox.py`` (without sockets); what was refused in ``test_crossed_answers.py``
"""

import json
import re

from playwright.sync_api import expect

from .talking import Console
from .test_console_looks import PHONE, STICKS_OUT
from .test_queue import transfer_to
from .visiting import Visitor

ZOOMED = {"width": 320, "height": 256}
STAFF_SOCKET = re.compile("/livechat/ws/staff/")


class SlowNews:
    """Answers to this person's commands come at once; while it is ``slow``, news does not."""

    def __init__(self, context):
        self.is_slow, self.kept = False, []
        context.route_web_socket(STAFF_SOCKET, self._connected)

    def _connected(self, socket):
        server = socket.connect_to_server()
        server.on_message(lambda text: self._told(socket, text))

    def _told(self, socket, text):
        if self.is_slow and json.loads(text)["type"] not in ("ok", "error"):
            self.kept.append((socket, text))
        else:
            socket.send(text)

    def arrive(self):
        self.is_slow = False
        for socket, text in self.kept:
            socket.send(text)


def count(console, view):
    """What the tab of this view says after its name."""
    return console.page.get_by_role("navigation", name="Views").get_by_role("link", name=view)


def test_two_agents_answer_three_visitors_one_of_them_on_a_phone(people):
    home = people.staff_page("mona", "/admin/account/")
    news = SlowNews(home.context)
    home.goto("/admin/chat/")
    mona = Console(home)
    sasha = Console(people.staff_page("sasha", viewport=PHONE))
    phone = sasha.page
    grace = Visitor(people, "Which lamp for a cellar?", "Grace O.", page="/shop/")
    alan = Visitor(people, "And one for the stairs?", "Alan O.", page="/shop/")
    Visitor(people, "Do you ship to Malta?", "Mary O.", page="/shop/")
    for console in (mona, sasha):
        expect(count(console, "Waiting")).to_contain_text("3")
    mona.open("Which lamp for a cellar?")
    sasha.open("Which lamp for a cellar?")
    assert not phone.evaluate(STICKS_OUT)
    expect(home.get_by_text("Sasha has this open")).to_be_visible()

    # Both take her in the same moment: one does, the other is told so and what has become of it.
    news.is_slow = True
    sasha.take()
    home.get_by_role("button", name="Take conversation").click()
    expect(home.get_by_text("Somebody else was faster.").first).to_be_visible()
    news.arrive()
    expect(mona.messages.get_by_text("Sasha took the conversation")).to_be_visible()
    expect(home.get_by_role("button", name="Take conversation")).to_have_count(0)
    sasha.say("The Wren, it does not mind damp.")
    expect(mona.shown("The Wren, it does not mind damp.")).to_have_count(1)

    # On the phone the details lie in Wagtail's side panel; F6 leads there and on, Escape back.
    details = phone.get_by_role("complementary", name="Details")
    toggle = phone.get_by_role("button", name="Details", exact=True)
    expect(toggle).to_have_attribute("aria-expanded", "false")
    sasha.box.press("F6")
    expect(details).to_be_focused()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    phone.get_by_role("textbox", name="Add a tag").fill("damp")
    phone.keyboard.press("Enter")
    expect(mona.page.get_by_role("list", name="Tags").get_by_text("damp")).to_be_visible()
    phone.keyboard.press("Escape")
    expect(toggle).to_be_focused()
    phone.keyboard.press("Shift+F6")
    expect(details).to_be_focused()
    phone.keyboard.press("Shift+F6")
    expect(sasha.box).to_be_focused()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    # At the desk they are beside it, and the list is one of the four.
    row = mona.list.get_by_role("link").filter(has_text="Grace O.")
    for region in (row, home.get_by_role("list", name="Messages"), mona.box):
        home.keyboard.press("F6")
        expect(region).to_be_focused()
    home.keyboard.press("F6")
    expect(home.get_by_role("complementary", name="Details")).to_be_focused()

    # Each has her own; one waits for both.
    mona.open("And one for the stairs?").take()
    back = phone.get_by_role("link", name="Back to the list")
    back.click()
    for console in (mona, sasha):
        expect(count(console, "Waiting")).to_contain_text("1")
        expect(count(console, "Mine")).to_contain_text("1")
    sasha.list.get_by_role("link").filter(has_text="Grace O.").click()
    expect(sasha.shown("Which lamp for a cellar?")).to_have_count(1)

    # Handed over with a note, which is no visitor's business; so is a note of her own.
    transfer_to(sasha, "Mona (Online)", "She has a cellar of 40 square metres")
    expect(count(mona, "Mine")).to_contain_text("2")
    expect(home.get_by_role("alert").filter(has_text="Grace O.")).to_have_count(1)
    expect(home.get_by_role("heading", level=1)).to_have_count(1)
    home.get_by_role("switch", name="Note").check()
    home.get_by_role("textbox", name="Note").fill("Ask about the width")
    home.get_by_role("button", name="Add note").click()
    expect(mona.shown("Ask about the width")).to_have_count(1)
    home.get_by_role("switch", name="Note").uncheck()
    mona.say("The Tern, three in a row.")
    expect(mona.shown("The Tern, three in a row.")).to_have_count(1)

    # Closed by mistake, and undone.
    home.get_by_role("button", name="Close conversation").click()
    home.get_by_role("button", name="Undo").click()
    expect(mona.messages.get_by_text("Mona reopened the conversation")).to_be_visible()
    said = ["And one for the stairs?", "The Tern, three in a row."]
    assert [each for each in alan.reads() if each in said] == said
    assert "Ask about the width" not in alan.reads()
    assert "She has a cellar of 40 square metres" not in grace.reads()

    # Back to the list, on the phone too.
    back.click()
    expect(sasha.list.get_by_role("link").filter(has_text="Mary O.")).to_be_visible()
    phone.get_by_role("searchbox", name="Search conversations").fill("malta")
    expect(sasha.list.get_by_role("listitem")).to_have_count(1)
    assert not phone.evaluate(STICKS_OUT)
    sasha.open("Do you ship to Malta?").take()
    sasha.say("We do.")
    expect(sasha.shown("We do.")).to_have_count(1)

    # At 400 % all of it can be scrolled to.
    phone.set_viewport_size(ZOOMED)
    main = phone.get_by_role("main")
    for part, end in ((phone.get_by_role("heading", name="Mary O."), 0), (sasha.box, 10_000)):
        main.evaluate("(main, end) => main.scrollTo(0, end)", end)
        expect(part).to_be_in_viewport(ratio=1)
    assert not phone.evaluate(STICKS_OUT)
    assert people.troubles == []
