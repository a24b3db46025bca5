"""The people and pages of every test."""

import secrets
import uuid
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import Locale, Page, Site

from livechat import access, identity, throttle
from livechat.models import Department, PageChat


@pytest.fixture(autouse=True)
def full_buckets():
    throttle.messages.forget()


@pytest.fixture
def site(db):
    """A home page whose chat goes to support, and a shop section whose chat goes to sales."""
    Site.clear_site_root_paths_cache()
    locale, _ = Locale.objects.get_or_create(language_code="en")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", locale=locale)
    root = Page.objects.get(pk=root.pk)
    home = Page(title="Home", slug=f"home-{uuid.uuid4().hex[:6]}", locale=locale)
    root.add_child(instance=home)
    site, _ = Site.objects.update_or_create(
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
    return SimpleNamespace(
        site=site, root=root, home=home, shop=shop, off=off, support=support, sales=sales
    )


def _group(name, enters=True):
    group, _ = Group.objects.get_or_create(name=name)
    if enters:
        group.permissions.add(Permission.objects.get(codename="access_admin"))
    return group


@pytest.fixture
def staff(site, django_user_model):
    """The demo's staff, as contract section 1 has them: one attribute a person."""
    create = django_user_model.objects.create_user
    people = SimpleNamespace(
        admin=django_user_model.objects.create_superuser("admin", "admin@example.com", "x"),
        **{
            name: create(name, f"{name}@example.com", "x", first_name=name.title())
            for name in ("sasha", "sam", "olive", "mona", "eddie")
        },
    )
    for name, level, departments in (
        ("sasha", "reply", [site.sales]),
        ("sam", "reply", [site.support]),
        ("olive", "join", [site.support]),
        ("mona", "manage", [site.sales, site.support]),
    ):
        group = _group(f"Group of {name}")
        getattr(people, name).groups.add(group)
        for department in departments:
            access.grant(group, level, department)
    people.eddie.groups.add(_group("Group of eddie"))
    return people


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
