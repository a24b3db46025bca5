"""
Every view of the console light, dark, on a phone and from right to left, the main ones with more
contrast and in forced colours: axe finds nothing, none of our code breaks the strictest policy,
nothing sticks out; and a picture of each to look at, in ``var/screenshots``.
"""

import json

import pytest
from playwright.sync_api import expect

from cms.content_security import STRICT, header

from .accessibility import assert_accessible
from .demo import ROOT
from .visiting import Visitor

PICTURES = ROOT / "var/screenshots"
PHONE = {"width": 360, "height": 740}
MODES = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": PHONE},
    "rtl": {},
}
MAIN = ("inbox", "conversation", "team")
"""Views that are shown in these, too."""
CONTRASTS = {"forced": {"forced_colors": "active"}, "contrast": {"contrast": "more"}}
USUAL = {"forced_colors": "none", "contrast": "no-preference"}
WAGTAIL = ["#wagtail-sidebar", "[data-wagtail-sidebar]", ".sidebar"]
"""Not ours."""
LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(
  [event.effectiveDirective, event.blockedURI, event.sourceFile, event.sample]));
"""
FROM_RIGHT_TO_LEFT = "() => { document.documentElement.dir = 'rtl'; }"
STICKS_OUT = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


def under_the_strict_policy(context):
    """Reports what a strict policy would forbid; Wagtail's admin is not ready to be held to it."""
    policy = {"content-security-policy-report-only": header(STRICT)}

    def serve(route):
        if route.request.resource_type != "document":
            return route.fallback()
        response = route.fetch()
        return route.fulfill(response=response, headers=response.headers | policy)

    context.add_init_script(LISTEN)
    context.route("**/admin/**", serve)


def violations(page):
    """Of what this page did, without the addresses of the pages themselves."""
    found = page.evaluate("window.violations")
    return {json.dumps([kind, uri, source.split("?")[0]]) for kind, uri, source, _ in found}


def of_ours(found):
    return {each for each in found if "/staff_console/" in each or "/livechat/" in each}


def kind_of(violation):
    return tuple(json.loads(violation)[:2])


@pytest.mark.parametrize("mode", MODES)
def test_every_view(people, mode):
    visitor = Visitor(people, f"A question ({mode})", f"Grace {mode}")
    Visitor(people, "سؤال عن المصباح", "Layla")
    page = people.staff_page("mona", "/admin/account/", **MODES[mode])
    under_the_strict_policy(page.context)

    def take(name, mode):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"console-{name}-{mode}.png", animations="disabled")

    def look(name, path=None, ready=None):
        if path:
            page.goto(path)
        if mode == "rtl":
            page.evaluate(FROM_RIGHT_TO_LEFT)
        page.locator(ready or "main").first.wait_for()
        take(name, mode)
        if mode in ("light", "dark"):
            assert_accessible(page, leaving_out=WAGTAIL)
        for contrast, how in CONTRASTS.items() if mode == "light" and name in MAIN else ():
            page.emulate_media(**how)
            take(name, contrast)
            page.emulate_media(**USUAL)
        assert of_ours(violations(page)) == set(), name
        assert not page.evaluate(STICKS_OUT), name

    look("dashboard", "/admin/", "text=Waiting now")
    look("notices", "/admin/account/#tab-notifications", "text=how I am told")
    look("team", "/admin/chat/team/", "text=Sasha")
    look("inbox", "/admin/chat/", f"text=Grace {mode}")
    page.get_by_role("button", name="Filter", exact=True).click()
    look("filters", ready="#livechat-filters-form")
    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_role("button", name="Select", exact=True).click()
    page.get_by_role("checkbox", name="Select Layla").first.check()
    look("selecting")
    look("closed", "/admin/chat/?view=closed", ".livechat-row")
    look("conversation", f"/admin/chat/conversations/{visitor.id}/", ".livechat-messages li")
    assert people.troubles == []


def test_the_console_adds_no_violation_to_the_admin(people):
    page = people.staff_page("mona", "/admin/account/")
    under_the_strict_policy(page.context)
    addresses = ["/admin/account/", "/admin/"]
    page.context.route("**/static/staff_console/**", lambda route: route.abort())
    without = {}
    for address in addresses:
        page.goto(address, wait_until="networkidle")
        without[address] = violations(page)
    assert any(without.values()), "the policy is watched"
    page.context.unroute("**/static/staff_console/**")
    for address in addresses:
        page.goto(address, wait_until="networkidle")
        assert violations(page) - without[address] == set()
    known = {kind_of(each) for each in set().union(*without.values())}

    def check(what):
        found = violations(page)
        assert {each for each in found if kind_of(each) not in known} == set(), what
        assert of_ours(found) == set(), what

    for address in ("/admin/chat/", "/admin/chat/team/", "/admin/chat/departments/"):
        page.goto(address, wait_until="networkidle")
        check(address)
    visitor = Visitor(people, "Who may see this?", "Grace P.")
    page.goto(f"/admin/chat/conversations/{visitor.id}/")
    for name in ("Transfer", "Invite", "Assign"):
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.locator(f"#livechat-{name.lower()}")).to_be_visible()
        page.keyboard.press("Escape")
        check(name)
    for name in ("Insert a page", "Insert an image", "Insert a document"):
        page.get_by_role("button", name=name).click()
        expect(page.locator(".modal-dialog")).to_be_visible()
        page.locator(".modal-dialog").get_by_role("button", name="Close").click()
        expect(page.locator(".modal-dialog")).to_have_count(0)
        check(name)
