"""The tree of pages, built from the texts."""

from decimal import Decimal

from django.conf import settings
from wagtail.models import Page, Site

from cms import models
from livechat.models import PageChat

from .editing import let_editors_edit
from .pictures import Pictures
from .texts import HOME
from .translating import create_translations

# Page: chat, department, greeting. All others are the same as their parent.
CHAT_CHOICES = {
    "duskwright": ("on", "support", "Good evening! What can we light up for you?"),
    "shop": ("on", "sales", "Hello! Not sure which lamp? Tell us about the room."),
    "warranty": ("on", "support", "Something broken? Tell us the number under the base."),
    "about": ("off", None, ""),
}


def create_pages(departments, author):
    """The whole tree under a new front page, unless the site has one already."""
    if models.HomePage.objects.exists():
        return
    builder = PageBuilder(departments, author)
    home = builder.build(HOME, Page.get_first_root_node())
    home.invitation_page = Page.objects.child_of(home).get(slug="shop")
    home.save_revision(user=author).publish()
    _make_it_the_site(home)
    let_editors_edit(home, create_translations(home, builder))


class PageBuilder:
    """Turns the texts into published pages, each with its choice about chat."""

    def __init__(self, departments, author):
        self.departments = departments
        self.author = author
        self.pictures = Pictures()

    def build(self, text, parent):
        """Publish the page of that text and those below it; returns the page."""
        page = self._page(text)
        parent.add_child(instance=page)
        page.save_revision(user=self.author).publish()
        for child in text.get("children", ()):
            self.build(child, page)
        return page

    def _page(self, text):
        page = getattr(models, text["type"])(
            slug=text["slug"],
            title=text["title"],
            seo_title=text.get("seo_title", ""),
            search_description=text.get("description", ""),
            intro=text["intro"],
            picture=self.pictures[text["picture"]] if "picture" in text else None,
            body=self.body(text),
            owner=self.author,
            show_in_menus=text["type"] == "SectionPage",
        )
        if isinstance(page, models.ProductPage):
            page.price = Decimal(text["price"])
            page.delivery = text["delivery"]
        if isinstance(page, models.HomePage):
            page.invitation = text["invitation"]
        if choice := CHAT_CHOICES.get(text["slug"]):
            page.livechat = [self._chat_choice(*choice)]
        return page

    def body(self, text):
        """The blocks of a page, as its field takes them."""
        return [(kind, self._value(kind, value)) for kind, value in text.get("body", ())]

    def _value(self, kind, value):
        if kind != "figure":
            return value
        return value | {"image": {"image": self.pictures[value["image"]], "decorative": True}}

    def _chat_choice(self, mode, department, greeting):
        return PageChat(mode=mode, department=self.departments.get(department), greeting=greeting)


def _make_it_the_site(home):
    """Wagtail's welcome page makes way. The port is for links in e-mails and canonical links."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.pk else None
    site.hostname = "127.0.0.1"
    site.port = settings.PORT
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.root_page = home
    site.save()
    if welcome and welcome.specific_class is Page and not welcome.get_children().exists():
        welcome.delete()
