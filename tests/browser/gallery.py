"""Pictures of a page in every look a visitor may have it in, for people to look through."""

import re

from .accessibility import assert_accessible
from .demo import ROOT
from .measuring import contrasts, small_targets

WIDE, PHONE, ZOOMED = (1280, 800), (360, 740), (320, 256)
"""Zoomed: 1280 by 1024 at 400 %."""
LOOKS = {
    "wide": {"size": WIDE},
    "dark": {"size": WIDE, "color_scheme": "dark"},
    "forced": {"size": WIDE, "forced_colors": "active"},
    "phone": {"size": PHONE},
    "phone-dark": {"size": PHONE, "color_scheme": "dark"},
    "zoomed": {"size": ZOOMED},
}
ARABIC = {
    "ar": {"size": WIDE},
    "ar-phone-dark": {"size": PHONE, "color_scheme": "dark"},
    "ar-zoomed": {"size": ZOOMED},
}
FRENCH = {"fr-zoomed": {"size": ZOOMED}}
"""Of a page in that language."""
JUDGED = {"wide", "dark", "ar"}
"""The looks in which axe looks too, and every contrast and target is measured."""
USUAL = {"color_scheme": "light", "forced_colors": "none"}


class Gallery:
    """``show("waiting")`` leaves var/screenshots/states/waiting.<look>.png for each look."""

    def __init__(self, page, looks=LOOKS):
        self.page, self.looks = page, looks
        self.folder = ROOT / "var/screenshots/states"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.shown = []

    def show(self, state):
        """What is on the screen now: without fault in the looks that are judged, in pictures."""
        self.shown.append(state)
        assert self.page.evaluate("violations") == [], f"the policy was broken before {state}"
        for name, look in self.looks.items():
            self._take(**look)
            self.page.screenshot(
                path=self.folder / f"{state}.{name}.png",
                clip=self._corner(**look),
                animations="disabled",
            )
            if name in JUDGED:
                self._judge()
            if look["size"] == ZOOMED:
                assert self.overflow() <= 0, f"{state} scrolls sideways at 400 %"
                assert self.cut_off() == [], f"{state} hides words at 400 %"
        self._take(size=WIDE)
        self.page.evaluate("violations.length = 0")  # axe's own, it brings styles

    def overflow(self):
        """How many pixels anything in the panel sticks out sideways."""
        return self.page.evaluate(OVERFLOW)

    def cut_off(self):
        """What has more lines than it shows, but for the places that are there to be scrolled."""
        return self.page.evaluate(CUT_OFF)

    def _judge(self):
        assert_accessible(self.page, within="live-chat")
        assert contrasts(self.page)
        number, small = small_targets(self.page)
        assert number
        assert small == []

    def _take(self, size, **media):
        self.page.emulate_media(**(USUAL | media))
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def _corner(self, size, **_media):
        width = min(430, size[0])
        from_the_left = 0 if self.looks is ARABIC else size[0] - width
        return {"x": from_the_left, "y": 0, "width": width, "height": size[1]}


OVERFLOW = re.sub(
    r"\s+",
    " ",
    """() => Math.max(0, ...[...document.querySelector("live-chat").shadowRoot
        .querySelectorAll("dialog, dialog *")]
        .filter((node) => node.checkVisibility() && getComputedStyle(node).overflowX !== "hidden")
        .map((node) => node.scrollWidth - node.clientWidth)
        .filter((_, index, all) => all.length))""",
)
CUT_OFF = """() => [...document.querySelector("live-chat").shadowRoot
    .querySelectorAll("dialog, dialog *:not(.talk, .start, .messages, textarea)")]
    .filter((node) => node.checkVisibility() && node.scrollHeight > node.clientHeight + 1)
    .filter((node) => getComputedStyle(node).overflowY !== "visible")
    .filter((node) => getComputedStyle(node).clipPath === "none")
    .map((node) => `${node.className || node.localName}: ${node.textContent}`)"""
