"""
Real browsers before the real demo. Playwright's synchronous API keeps an event loop running in this
thread, so it lives in this folder only and ends with its last test here.
"""

import fcntl
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

from .demo import Demo, prepare

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "demo-pass"
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def template(tmp_path_factory, worker_id):
    """The filled demo, made once for all pytest processes of a run."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    with (shared / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        folder = shared / "template"
        if not (folder / "ready").exists():
            shutil.rmtree(folder, ignore_errors=True)
            prepare(folder)
            (folder / "ready").touch()
    return folder


UNDISTURBED = {
    "test_announcements",
    "test_crossed_answers",
    "test_focus",
    "test_hostile_pages",
    "test_mail",
    "test_own_ways",
    "test_states",
    "test_troubles",
}
"""Modules that neither stop their server nor mind what others have said there share one."""


@pytest.fixture(scope="package")
def standing(template, tmp_path_factory):
    demo = Demo(tmp_path_factory.mktemp("demo"), template)
    yield demo.start()
    demo.stop()


@pytest.fixture(scope="module")
def server(request, template, tmp_path_factory):
    """The demo, fresh for each module but some: ``url``, ``kill()``, ``start()``."""
    if request.module.__name__.rpartition(".")[2] in UNDISTURBED:
        yield request.getfixturevalue("standing")
        return
    demo = Demo(tmp_path_factory.mktemp("demo"), template)
    yield demo.start()
    demo.stop()


@pytest.fixture(scope="package")
def browser():
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


def launch(chromium, **options):
    """Debian's Chromium; nothing is downloaded."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is missing. On Debian: apt install chromium"
    return chromium.launch(executable_path=program, args=ARGUMENTS, **options)


@pytest.fixture
def keepers(browser, server, request):
    """People whose browser keeps pages for the back button, as browsers do outside of tests."""
    keeping = launch(browser.browser_type, ignore_default_args=["--disable-back-forward-cache"])
    opened = People(keeping, server)
    yield opened
    opened.close(picture_name(request.node))
    keeping.close()


@pytest.fixture
def people(browser, server, request):
    """Opens browsers of visitors and staff; pictures of their last pages stay if the test fails."""
    opened = People(browser, server)
    yield opened
    opened.close(picture_name(request.node))


class People:
    """Everybody has a browser profile of their own. ``troubles``: what their consoles said."""

    sessions = {}
    """Cookies of those who are logged in, by server and login: logging in is slow on purpose."""

    def __init__(self, browser, server):
        self.browser, self.server = browser, server
        self.contexts = []
        self.troubles = []

    def context(self, **options):
        context = self.browser.new_context(base_url=self.server.url, **options)
        context.set_default_timeout(20_000)
        # Chromium's guard for pages that look public to it and talk to this machine.
        context.grant_permissions(["local-network-access"])
        context.on("weberror", lambda error: self.troubles.append(str(error.error)))
        self.contexts.append(context)
        return context

    def visitor_page(self, path="/", **options):
        """A visitor who never was here before, looking at a page of the site."""
        page = self.context(**options).new_page()
        page.goto(path)
        return page

    def staff_page(self, login, path="/admin/chat/", **options):
        """A staff member of the demo, logged in to the admin."""
        key = (self.server.url, login)
        context = self.context(storage_state=self.sessions.get(key), **options)
        page = context.new_page()
        page.goto(path)
        if "/admin/login/" in page.url:
            page.locator("[name=username]").fill(login)
            page.locator("[name=password]").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(lambda url: "/admin/login/" not in url)
            self.sessions[key] = context.storage_state()
        return page

    def close(self, picture=None):
        for number, context in enumerate(self.contexts):
            for page in context.pages if picture else []:
                picture.parent.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=f"{picture}-{number}.png")
            context.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    if call.when == "call":
        item.failed = outcome.get_result().failed


def picture_name(item):
    """Where the pictures of a failed test go; None for one that passed."""
    from .demo import ROOT

    return ROOT / "var/screenshots" / item.name if getattr(item, "failed", True) else None
