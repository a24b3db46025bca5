"""
Every state the widget can be in: seen, without fault for axe in both themes, in one piece at 400 %,
and as a picture in every look (var/screenshots/states/).
"""

import base64
import io
import json
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from .gallery import WIDE, Gallery
from .stage import Stage

FACE = """
import io
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw
from django.contrib.auth import get_user_model
from wagtail.users.models import UserProfile
image, target = Image.new("RGB", (300, 200), "#7a9e9f"), io.BytesIO()
draw = ImageDraw.Draw(image)
draw.ellipse((115, 40, 185, 110), fill="#f2d3bc")
draw.ellipse((90, 115, 210, 260), fill="#4f4789")
image.save(target, "PNG")
profile = UserProfile.get_for_user(get_user_model().objects.get(username="sasha"))
profile.avatar.save("sasha.png", ContentFile(target.getvalue()))
"""
FILES = re.compile("/attachments/$")
GIVE = """(node, [kind, { name, mimeType, bytes }]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.fromBase64(bytes)], name, { type: mimeType }));
    const its = { bubbles: true, cancelable: true, composed: true };
    const event = kind === "paste"
        ? new ClipboardEvent(kind, { clipboardData: data, ...its })
        : new DragEvent(kind, { dataTransfer: data, ...its });
    return !node.dispatchEvent(event);
}"""
"""Whether the page took the file that was dragged over, dropped on or pasted into the node."""


@pytest.fixture
def stage(people):
    return Stage(people, "/shop/", viewport={"width": WIDE[0], "height": WIDE[1]})


def line(stage, words):
    expect(stage.widget.dialog.get_by_text(words).first).to_be_visible()


def test_from_the_closed_launcher_to_the_end(stage):
    page, widget, gallery = stage.page, stage.widget, Gallery(stage.page)
    expect(widget.launcher).to_be_visible()
    gallery.show("closed")

    stage.available(online=True)
    widget.open()
    line(stage, "Online now")
    gallery.show("start form")
    widget.box.fill("word " * 900)
    line(stage, "too many")
    gallery.show("too long")
    widget.box.fill("")
    stage.page.evaluate("document.querySelector('live-chat').close()")
    stage.available(online=False)
    widget.open()
    line(stage, "Away, leave a message")
    gallery.show("nobody available")

    stage.start("Does the lamp dim?")
    line(stage, "Nobody is here right now")
    gallery.show("waiting, nobody available")
    stage.tell("presence.changed", staff_online=True, visitor_online=True)
    line(stage, re.compile("with you shortly|You are number"))
    gallery.show("waiting")
    stage.queue(2)
    line(stage, "You are number 2")
    gallery.show("waiting with position")

    stage.people.server.manage(FACE)
    desk = stage.staff("sasha")
    desk.command("conversation.claim")
    desk.say("It does, down to one percent.")
    desk.say("Have a look: https://example.org/lamps/wren?light=low (there is a film of it).")
    widget.say("Lovely. And does it hum?")
    line(stage, "And does it hum?")
    faces = widget.dialog.locator(".avatar img")
    stage.until(
        lambda: faces.evaluate_all("all => all.filter((one) => one.naturalWidth).length") == 2
    )
    gallery.show("talking")
    stage.tell("typing.changed", author={"role": "staff", "name": "Sasha"}, on=True)
    line(stage, "Sasha is typing")
    gallery.show("staff typing")
    typed_out(stage)

    files(stage, gallery)

    # No way but the socket, so that what it is to answer does not go by HTTP.
    page.route("**/messages/?after=*", lambda route: route.abort())
    stage.hang_up()
    page.clock.fast_forward(4000)
    line(stage, "Reconnecting")
    gallery.show("reconnecting")
    page.context.set_offline(True)
    line(stage, "Offline")
    gallery.show("offline")
    page.context.set_offline(False)
    stage.mend()
    page.clock.fast_forward(30_000)
    expect(widget.dialog.get_by_text(re.compile("Reconnecting|Offline"))).to_have_count(0)

    stage.answer("message.post", type="error", code="rate_limited", message="", retry_after=20)
    widget.say("And another thing")
    line(stage, "That was very fast")
    gallery.show("too fast")
    stage.answers.clear()
    page.clock.fast_forward(21_000)
    expect(widget.dialog.get_by_text("That was very fast")).to_have_count(0)
    stage.answer("message.post", type="error", code="forbidden", message="")
    widget.say("One more question")
    line(stage, "Not sent")
    gallery.show("not sent")
    stage.answers.clear()
    widget.dialog.get_by_role("button", name="Retry").click()
    expect(widget.dialog.get_by_text("Not sent")).to_have_count(0)

    away(stage, desk, gallery)

    stage.hang_up(4012)
    page.clock.fast_forward(3500)
    line(stage, "Reconnecting")
    gallery.show("restarted server")
    stage.mend()
    page.clock.fast_forward(30_000)
    expect(widget.dialog.get_by_text("Reconnecting")).to_have_count(0)

    the_end(stage, desk, gallery)
    assert len(gallery.shown) >= 25


def typed_out(stage):
    stage.tell("typing.changed", author={"role": "staff", "name": "Sasha"}, on=False)


def files(stage, gallery):
    """One chosen, on its way and refused; then one dropped on the talk, one pasted into the box."""
    held, dialog = [], stage.widget.dialog
    stage.page.route(FILES, lambda route: held.append(route))
    with stage.page.expect_file_chooser() as chooser:
        dialog.get_by_role("button", name="Attach a file").click()
    limits = dialog.get_by_text("Up to 10 MB: png, jpg")
    expect(limits).to_be_visible()
    picture = {"name": "room.png", "mimeType": "image/png", "buffer": b"x" * 200_000}
    chooser.value.set_files(picture)
    expect(dialog.get_by_role("progressbar")).to_be_visible()
    gallery.show("file uploading")
    stage.widget.box.focus()
    expect(limits).to_be_hidden()
    body = {"type": "error", "code": "too_long", "message": "", "ref": None}
    held[0].fulfill(status=413, body=json.dumps(body), content_type="application/json")
    line(stage, "room.png was not sent")
    gallery.show("file refused")
    dialog.get_by_role("button", name="Remove: room.png").click()
    stage.page.unroute(FILES)
    messages, talk = dialog.get_by_role("list", name="Messages"), dialog.locator(".talk")
    assert given(messages, "dragover", drawn("room.png"))
    expect(talk).to_contain_class("dropping")
    expect(talk).to_have_attribute("data-drop", re.compile("Up to 10 MB: png, jpg"))
    assert given(messages, "drop", drawn("room.png"))
    expect(talk).not_to_contain_class("dropping")
    assert given(stage.widget.box, "paste", written("bill.txt"))
    expect(dialog.get_by_role("img", name="room.png")).to_be_visible()
    expect(dialog.get_by_role("link", name=re.compile("bill.txt TXT, 2.kB"))).to_be_visible()
    gallery.show("files")


def given(place, kind, file):
    """A browser brings this file by itself only from the system's clipboard and file manager."""
    bytes_ = base64.b64encode(file["buffer"]).decode()
    told = {"name": file["name"], "mimeType": file["mimeType"], "bytes": bytes_}
    return place.evaluate(GIVE, [kind, told])


def drawn(name):
    """A picture as phones take them."""
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize((400, 300)).convert("RGB").save(buffer, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": buffer.getvalue()}


def written(name):
    return {"name": name, "mimeType": "text/plain", "buffer": b"A lamp, 120.00\n" * 100}


def away(stage, desk, gallery):
    """Messages that come while nobody looks: on the launcher, below a divider, behind a button."""
    page, widget = stage.page, stage.widget
    widget.dialog.get_by_role("button", name="Close chat").click()
    desk.say("It is quiet, yes.")
    desk.say("Shall I put one aside for you?")
    expect(page.get_by_role("button", name="Chat with us, 2 unread messages")).to_be_visible()
    gallery.show("closed with unread")
    widget.open()
    line(stage, "New messages")
    gallery.show("new messages")
    for number in range(8):
        desk.say(f"Lamp {number} of eight has a shade of paper, and a switch on its cord.")
    expect(
        widget.shown("Lamp 7 of eight has a shade of paper, and a switch on its cord.")
    ).to_have_count(1)
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    stage.until(lambda: is_up(widget))
    desk.say("And this one is the last.")
    jump = widget.dialog.get_by_role("button", name="Jump to latest (1)")
    expect(jump).to_be_visible()
    gallery.show("jump to latest")
    by_keys(stage, jump)
    card(stage)
    jump = widget.dialog.get_by_role("button", name="Jump to latest")
    if jump.is_visible():
        jump.click()
    gallery.show("card")


def by_keys(stage, jump):
    """A11Y-09: the list is reached by Tab, seen to be, and scrolled by keys."""
    page, messages = stage.page, stage.widget.list
    stage.widget.dialog.get_by_role("button", name="Close chat").focus()
    page.keyboard.press("Tab")
    expect(messages).to_be_focused()
    ring = messages.evaluate("list => getComputedStyle(list).outlineStyle")
    assert ring == "solid"
    for key, is_there in (
        ("End", "left < 2"),
        ("ArrowUp", "left > 20"),
        ("End", "left < 2"),
        ("PageUp", "left > 100"),
        ("Home", "list.scrollTop === 0"),
        ("End", "left < 2"),
    ):
        page.keyboard.press(key)
        left = "const left = list.scrollHeight - list.clientHeight - list.scrollTop"
        question = f"list => {{ {left}; return {is_there}; }}"
        stage.until(lambda question=question: messages.evaluate(question))
    expect(jump).to_be_hidden()


def is_up(widget):
    """Scrolls up, and says if it did: a list that has just got another height stays at its end."""
    widget.dialog.get_by_role("list", name="Messages").evaluate("list => (list.scrollTop = 200)")
    return widget.dialog.get_by_role("button", name="Jump to latest").is_visible()


def card(stage):
    """A page of the shop, as staff send it."""
    message = {
        "seq": 0,
        "client_id": stage.page.evaluate("() => crypto.randomUUID()"),
        "kind": "card",
        "author": {"role": "staff", "name": "Sasha"},
        "body": "Wren",
        "at": stage.page.evaluate("() => new Date().toISOString()"),
        "data": {"title": "Wren, a reading lamp", "url": "/shop/", "kind": "page"},
    }
    found = stage.page.request.get(f"/livechat/conversations/{stage.id}/messages/").json()
    picture = stage.page.evaluate("() => document.querySelector('main img')?.currentSrc")
    message["data"]["image"] = picture
    message["seq"] = found["last_seq"] + 1
    stage.tell("message.posted", message=message)
    expect(stage.widget.dialog.get_by_role("link", name="Wren, a reading lamp")).to_be_visible()


def the_end(stage, desk, gallery):
    widget = stage.widget
    desk.command("conversation.close")
    expect(widget.dialog.get_by_role("radiogroup", name="Rating")).to_be_visible()
    gallery.show("closed by staff, rate it")
    widget.dialog.get_by_role("radio", name="Very good").check()
    widget.dialog.get_by_role("textbox", name="Comment").fill("Quick and kind.")
    widget.dialog.get_by_role("button", name="Send rating").click()
    line(stage, "Thank you for telling us.")
    widget.dialog.get_by_role("button", name="E-mail me the transcript").click()
    expect(widget.dialog.get_by_role("textbox", name="Your email")).to_be_focused()
    gallery.show("ended, transcript")
    widget.dialog.get_by_role("textbox", name="Your email").fill("vera@example.org")
    widget.dialog.get_by_role("button", name="E-mail me the transcript").click()
    line(stage, "Please look into your mailbox.")
    widget.dialog.get_by_role("button", name="Start a new chat").click()
    expect(widget.dialog.get_by_text("Earlier chats")).to_be_visible()
    widget.dialog.get_by_text("Earlier chats").click()
    gallery.show("earlier chats")
    widget.dialog.locator(".earlier").get_by_role("button").click()
    expect(widget.shown("Shall I put one aside for you?")).to_be_visible()
    widget.dialog.get_by_role("button", name="Start a new chat").click()
    stage.start("Me again")
    widget.dialog.get_by_role("button", name="End chat").click()
    expect(widget.dialog.get_by_role("radiogroup", name="Rating")).to_be_visible()
    widget.dialog.get_by_role("button", name="Start a new chat").click()
    stage.start("And again")
    expect(widget.dialog.get_by_text("Sent")).to_be_visible()
    stage.hang_up(4403)
    line(stage, "no longer open to you")
    gallery.show("access lost")
