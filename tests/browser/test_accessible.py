"""axe-core finds nothing in the widget's states and the console's two pages, light and dark."""

import pytest
from playwright.sync_api import expect

from .accessibility import assert_accessible
from .talking import Console, Widget

THEMES = pytest.mark.parametrize("theme", ["light", "dark"])
WAGTAIL = ["#wagtail-sidebar", "[data-wagtail-sidebar]", ".sidebar"]
"""Not ours."""


@THEMES
def test_the_widget(people, theme):
    widget = Widget(people.visitor_page("/shop/", color_scheme=theme))
    expect(widget.launcher).to_be_visible()
    assert_accessible(widget.page)
    widget.open()
    expect(widget.box).to_be_visible()
    assert_accessible(widget.page)
    widget.start("Is it quiet?")
    expect(widget.dialog.get_by_text("Sent")).to_be_visible()
    assert_accessible(widget.page)


def test_the_widget_on_a_phone(people):
    widget = Widget(people.visitor_page("/shop/", viewport={"width": 360, "height": 740}))
    widget.start("Is it light?")
    assert_accessible(widget.page)


@THEMES
def test_the_console(people, theme):
    Widget(people.visitor_page("/", color_scheme="light")).start(f"A question in the {theme}")
    page = people.staff_page("sam", color_scheme=theme)
    console = Console(page)
    expect(console.list.get_by_role("listitem").first).to_be_visible()
    assert_accessible(page, leaving_out=WAGTAIL)
    console.open(f"A question in the {theme}").take()
    assert_accessible(page, leaving_out=WAGTAIL)
