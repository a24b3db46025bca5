"""axe-core finds nothing in the console, light and dark. (The widget: test_states.py.)"""

import pytest
from playwright.sync_api import expect

from .accessibility import assert_accessible
from .talking import Console, Widget

THEMES = pytest.mark.parametrize("theme", ["light", "dark"])
WAGTAIL = ["#wagtail-sidebar", "[data-wagtail-sidebar]", ".sidebar"]
"""Not ours."""


@THEMES
def test_the_console(people, theme):
    Widget(people.visitor_page("/", color_scheme="light")).start(f"A question in the {theme}")
    page = people.staff_page("sam", color_scheme=theme)
    console = Console(page)
    expect(console.list.get_by_role("listitem").first).to_be_visible()
    assert_accessible(page, leaving_out=WAGTAIL)
    console.open(f"A question in the {theme}").take()
    assert_accessible(page, leaving_out=WAGTAIL)
