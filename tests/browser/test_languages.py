"""The chat on a page in Arabic, from right to left, and in French where there is little room."""

import re

import pytest
from django.utils import translation
from playwright.sync_api import expect

from livechat.widget_texts import texts_in

from .gallery import ARABIC, FRENCH, PHONE, WIDE, ZOOMED, Gallery
from .stage import Stage
from .test_states import given, line, written

DESK = {"ar": "خدمة العملاء", "fr": "Service après-vente et renseignements"}
PAGES = f"""
from cms.models import HomePage
from livechat.models import Department, PageChat
from wagtail.models import Locale
TITLES = {{
    "ar": ("مصابيح تصنع المساء", "ورشة صغيرة لمصابيح القراءة، منذ عام 1998."),
    "fr": ("Des lampes pour le soir", "Un petit atelier de lampes de lecture, depuis 1998."),
}}
Department.objects.filter(slug="support").update(names={DESK})
home = HomePage.objects.get(locale__language_code="en")
for code, (title, intro) in TITLES.items():
    page = home.copy_for_translation(Locale.objects.create(language_code=code))
    page.title, page.intro, page.body = title, intro, []
    page.invitation, page.invitation_page = "", None
    page.livechat = [PageChat(mode="on", department=page.livechat.get().department)]
    page.save_revision().publish()
"""
SAID = {
    "ar": {
        "asked": "هل يخفت مصباح Wren إلى 1%؟",
        "answered": "نعم، حتى 1% (انظر https://example.org/lamps/wren?light=low من فضلك).",
        "thanked": "شكرًا! سأطلب 3 قطع.",
        "file": "فاتورة 2026-11.txt",
    },
    "fr": {
        "asked": "Bonjour, l’intensité de la lampe Wren se règle-t-elle jusqu’à 1 % ?",
        "answered": "Oui : voyez https://example.org/lampes/wren?lumiere=basse, s’il vous plaît.",
        "thanked": "Merci ! J’en commanderai trois.",
        "file": "facture-du-mois-de-novembre-2026-avec-les-annexes.txt",
    },
}
SIDES = """() => {
    const widths = (node) => {
        const { left, right } = node.getBoundingClientRect();
        const { left: start, right: end } = node.closest(".messages").getBoundingClientRect();
        return [left - start, end - right];
    };
    const root = document.querySelector("live-chat").shadowRoot;
    return [...root.querySelectorAll(".message:not(.event) > .body")]
        .map((node) => [node.closest(".mine") ? "mine" : "theirs", ...widths(node)]);
}"""
"""Of each message: whose, and how far it is from the left and from the right."""
ROUNDED = """() => [...document.querySelector("live-chat").shadowRoot
    .querySelectorAll(".ends-group:not(.event) > .body")].map((node) => {
        const style = getComputedStyle(node);
        return [node.closest(".mine") ? "mine" : "theirs",
            parseInt(style.borderBottomLeftRadius), parseInt(style.borderBottomRightRadius)];
    })"""
PLACEHOLDER = "node => [getComputedStyle(node).direction, node.value]"


@pytest.fixture(scope="module")
def translated(server):
    """The front page in Arabic below /ar/ and in French below /fr/, with names for its desk."""
    server.manage(PAGES)


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_state_on_a_page_in_that_language(people, translated, language):
    with translation.override(language):
        words = texts_in()
    stage = Stage(
        people,
        f"/{language}/",
        words=words,
        viewport={"width": WIDE[0], "height": WIDE[1]},
        locale=language,
    )
    gallery = Gallery(stage.page, ARABIC if language == "ar" else FRENCH)
    expect(stage.page.locator("html")).to_have_attribute(
        "dir", "rtl" if language == "ar" else "ltr"
    )
    before_the_chat(stage, gallery, words, DESK[language])
    desk = talking(stage, gallery, SAID[language])
    if language == "ar":
        assert_sides(stage)
    in_trouble(stage, gallery, words)
    what_follows(stage, desk, gallery, words)
    assert people.troubles == []
    plain_pages(people, stage, language)


def before_the_chat(stage, gallery, words, name):
    expect(stage.widget.launcher).to_be_visible()
    gallery.show("closed")
    stage.available(
        online=False,
        opens_at="2030-03-04T08:30:00.000Z",
        fields={"name": "optional", "email": "optional"},
        consent={"words": words["consent"], "link": "/about/", "version": "1"}
        | {"link_text": words["consent_link"]},
    )
    stage.widget.open()
    expect(stage.widget.dialog.get_by_role("checkbox")).to_be_visible()
    expect(stage.widget.dialog.get_by_role("heading")).to_have_text(name)
    expect(stage.widget.box).to_be_focused()
    is_rtl = stage.page.locator("html").get_attribute("dir") == "rtl"
    # An empty box begins where the page's lines begin, whatever will be written into it.
    assert stage.widget.box.evaluate(PLACEHOLDER) == ["rtl" if is_rtl else "ltr", ""]
    gallery.show("start form")
    stage.widget.say("Wren?")
    assert stage.widget.box.evaluate(PLACEHOLDER) == ["ltr", "Wren?"]
    expect(stage.widget.dialog.get_by_role("alert")).to_have_text(words["agree_first"])
    gallery.show("start form, something is missing")
    stage.widget.dialog.get_by_role("checkbox").check()


def talking(stage, gallery, said):
    widget = stage.widget
    stage.start(said["asked"])
    line(stage, widget.words["waiting_away"])
    gallery.show("waiting, nobody available")
    stage.tell("presence.changed", staff_online=True, visitor_online=True)
    stage.queue(2)
    line(stage, widget.words["position"].format(n=2))
    gallery.show("waiting with position")
    desk = stage.staff("sam")
    desk.command("conversation.claim")
    desk.say(said["answered"])
    desk.say("It does dim, down to one percent.")
    widget.say(said["thanked"])
    widget.say("OK, thanks (really).")
    file = written(said["file"])
    assert given(widget.box, "paste", file)
    expect(
        widget.dialog.get_by_role("link", name=re.compile(re.escape(said["file"])))
    ).to_be_visible()
    stage.tell("typing.changed", author={"role": "staff", "name": "Sam"}, on=True)
    line(stage, widget.words["typing"].format(name="Sam"))
    gallery.show("talking")
    stage.tell("typing.changed", author={"role": "staff", "name": "Sam"}, on=False)
    return desk


def assert_sides(stage):
    """One's own stand on the left, with the corner cut there, whatever they are written in."""
    sides = stage.page.evaluate(SIDES)
    assert {whose for whose, *_ in sides} == {"mine", "theirs"}
    for whose, left, right in sides:
        assert (left < right) == (whose == "mine"), sides
    for whose, left, right in stage.page.evaluate(ROUNDED):
        assert (left < right) == (whose == "mine"), (whose, left, right)


def in_trouble(stage, gallery, words):
    widget = stage.widget
    stage.answer("message.post", type="error", code="forbidden", message="")
    widget.say("?!")
    line(stage, words["not_sent"])
    widget.box.fill("x" * 4100)
    assert given(widget.box, "paste", written("عرض.exe"))
    line(stage, re.compile("exe"))
    gallery.show("not sent, too long, file refused")
    stage.answers.clear()
    widget.box.fill("")
    widget.dialog.get_by_role("button", name=words["remove"]).click()
    widget.dialog.get_by_role("button", name=words["retry"]).click()
    expect(widget.dialog.get_by_text(words["not_sent"])).to_have_count(0)


def what_follows(stage, desk, gallery, words):
    """What comes while nobody looks, the end, and what can be done then."""
    widget = stage.widget
    widget.dialog.get_by_role("button", name=words["close_chat"]).click()
    desk.say("12:30 - 14:00?")
    desk.say("www.example.org/a?b=1")
    expect(stage.page.get_by_role("button", name=words["chat_with_us"])).to_have_attribute(
        "data-unread", "2"
    )
    gallery.show("closed with unread")
    widget.open()
    line(stage, words["new_messages"])
    gallery.show("new messages")
    desk.command("conversation.close")
    expect(widget.dialog.get_by_role("radiogroup")).to_be_visible()
    widget.dialog.get_by_role("radio", name=words["rating_5"], exact=True).check()
    widget.dialog.get_by_role("button", name=words["transcript"]).click()
    expect(widget.dialog.get_by_role("textbox", name=words["your_email"])).to_be_focused()
    gallery.show("ended, rate it, transcript")


OVERFLOWING = """() => [...document.querySelectorAll("body, body *")]
    .filter((node) => node.scrollWidth > node.clientWidth + 1 && node.clientWidth)
    .filter((node) => getComputedStyle(node).overflowX === "visible")
    .map((node) => node.className || node.localName)"""


def plain_pages(people, stage, language):
    """The same without JavaScript: the start form with the way back, and the conversation."""
    stage.page.goto("about:blank")
    page = people.context(
        java_script_enabled=False, storage_state=stage.page.context.storage_state()
    ).new_page()
    start = f"/{language}/"
    page.goto(start)
    page.locator("live-chat > a").click()
    folder = Gallery(page).folder
    for name in ("plain start", "plain conversation"):
        for look, size in (("wide", WIDE), ("phone", PHONE), ("zoomed", ZOOMED)):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.emulate_media(color_scheme="dark" if look == "phone" else "light")
            assert page.evaluate(OVERFLOWING) == [], f"{name} scrolls sideways, {look}"
            page.screenshot(path=folder / f"{name}.{language}-{look}.png", full_page=True)
        if name == "plain start":
            page.get_by_role("navigation").get_by_role("link").first.click()
