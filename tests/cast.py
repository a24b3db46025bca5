"""The people and pages of every test."""

import secrets
import uuid
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import Locale, Page, Site

from livechat import access, identity, throttle
from livechat.models import Department, PageChat
from tests.databases import once


@pytest.fixture(autouse=True)
def full_buckets():
    throttle.messages.forget()


@pytest.fixture
def site(db):
    """A home page whose chat goes to support, and a shop section whose chat goes to sales."""
    once(_make_site)
    Site.clear_site_root_paths_cache()
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    home = site.root_page
    below = {page.slug: page for page in home.get_children()}
    desks = {each.slug: each for each in Department.objects.all()}
    return SimpleNamespace(
        site=site,
        root=home.get_parent(),
        home=home,
        shop=below["shop"],
        off=below["about"],
        support=desks["support"],
        sales=desks["sales"],
    )


def _make_site():
    Site.clear_site_root_paths_cache()
    locale, _ = Locale.objects.get_or_create(language_code="en")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", locale=locale)
    root = Page.objects.get(pk=root.pk)
    home = Page(title="Home", slug=f"home-{uuid.uuid4().hex[:6]}", locale=locale)
    root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "testserver", "port": 80, "root_page": home, "site_name": "Test"},
    )
    support = Department.objects.get_or_create(slug="support", defaults={"name": "Support"})[0]
    sales = Department.objects.get_or_create(slug="sales", defaults={"name": "Sales"})[0]
    PageChat.objects.update_or_create(
        page=root, defaults={"mode": PageChat.Mode.ON, "department": support}
    )
    shop = home.add_child(instance=Page(title="Shop", slug="shop", locale=locale))
    PageChat.objects.create(page=shop, department=sales)
    off = home.add_child(instance=Page(title="About", slug="about", locale=locale))
    PageChat.objects.create(page=off, mode=PageChat.Mode.OFF)


LEVELS = {
    "sasha": {"sales": "reply"},
    "sam": {"support": "reply"},
    "olive": {"support": "join"},
    "mona": {"sales": "manage", "support": "manage"},
    "eddie": {},
}
"""What each may do in which department, through a group of their own."""


@pytest.fixture
def staff(site):
    """The demo's staff, as contract section 1 has them: one attribute a person."""
    once(_make_staff)
    names = ("admin", *LEVELS)
    people = get_user_model().objects.filter(username__in=names)
    return SimpleNamespace(**{person.username: person for person in people})


def _make_staff():
    users = get_user_model().objects
    users.create_superuser("admin", "admin@example.com", "x")
    enter = Permission.objects.get(codename="access_admin")
    for name, levels in LEVELS.items():
        person = users.create_user(name, f"{name}@example.com", "x", first_name=name.title())
        group, _ = Group.objects.get_or_create(name=f"Group of {name}")
        group.permissions.add(enter)
        person.groups.add(group)
        for slug, level in levels.items():
            access.grant(group, level, Department.objects.get(slug=slug))


class Visitor:
    """A browser: its cookie jar and the conversations it starts."""

    def __init__(self):
        self.client = Client()

    def post(self, path, data, **headers):
        return self.client.post(
            f"/livechat/{path}", data, content_type="application/json", headers=headers
        )

    def get(self, path):
        return self.client.get(f"/livechat/{path}")

    def start(self, page=None, **values):
        values = {"key": secrets.token_urlsafe(16), "client_id": str(uuid.uuid4())} | values
        values.setdefault("body", "Hello")
        if page is not None:
            values["page"] = page.pk
        answer = self.post("conversations/", values)
        assert answer.status_code == 201, answer.content
        return answer.json()["conversation"]

    def command(self, conversation, kind, **values):
        """One command frame over HTTP; the response."""
        path = f"conversations/{conversation['id']}/commands/"
        return self.post(path, {"type": kind, "ref": "1"} | values)

    def say(self, conversation, body="Hello", **values):
        """A message over HTTP; the reply frame."""
        values = {"client_id": str(uuid.uuid4()), "body": body} | values
        return self.command(conversation, "message.post", **values).json()

    @property
    def cookie(self):
        morsel = self.client.cookies.get(identity.COOKIE_NAME)
        return f"{identity.COOKIE_NAME}={morsel.value}" if morsel else ""


@pytest.fixture
def visitor(site):
    return Visitor()


@pytest.fixture
def conversation(visitor, site):
    """One that ``visitor`` started with "Hello" on the home page, for support."""
    return visitor.start(site.home)


@pytest.fixture
def new_visitor(site):
    """For tests with several: ``new_visitor()``."""
    return Visitor
