"""An editor at the page form: what the tests of the panel and of publishing share."""

from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import ArticlePage
from livechat.models import PageChat


def add_article(parent, title="Lamps", **choice):
    page = ArticlePage(title=title, slug=title.lower(), intro="Words.")
    if choice:
        page.livechat = [PageChat(**choice)]
    return type(parent).objects.get(pk=parent.pk).add_child(instance=page)


class Editor:
    """Signed in; posts a page's form as a browser does, the panel's fields as ``livechat``."""

    def __init__(self, user):
        self.client = Client()
        self.client.force_login(user)

    def see(self, page):
        return self.client.get(f"/admin/pages/{page.pk}/edit/").content.decode()

    def see_new(self, parent):
        return self.client.get(f"/admin/pages/add/cms/articlepage/{parent.pk}/").content.decode()

    def save(self, page, publish=False, headers=None, **fields):
        data = self.form(**{"title": page.title, "slug": page.slug} | fields)
        if publish:
            data["action-publish"] = "1"
        return self.client.post(f"/admin/pages/{page.pk}/edit/", data, headers=headers)

    def create(self, parent, **fields):
        data = self.form(title="New", slug="new", **fields)
        return self.client.post(f"/admin/pages/add/cms/articlepage/{parent.pk}/", data)

    def form(self, livechat=None, **fields):
        fields = {"intro": "Words.", "picture": "", "body": streamfield([])} | fields
        data = nested_form_data(fields)
        return data | {f"livechat-0-{name}": value for name, value in (livechat or {}).items()}


def created():
    """The page of ``Editor.create``."""
    return ArticlePage.objects.get(slug="new")


def let_edit(user, page):
    """May edit and publish ``page`` and what is below it, and nothing above."""
    group = Group.objects.create(name=f"Editors of {page.pk}")
    user.groups.add(group)
    for permission in ("change", "publish", "add"):
        GroupPagePermission.objects.create(page=page, group=group, permission_type=permission)


def choice_of(page):
    return PageChat.objects.filter(page=page).values_list("mode", "department", "greeting").first()


def drafted(page):
    page.refresh_from_db()
    return page.get_latest_revision_as_object().livechat.get()
