"""The pages of the demo site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import BodyBlock


class ContentPage(Page):
    """What all pages share: a sentence that introduces them, a picture and a body."""

    intro = models.TextField(
        _("introduction"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences, also shown wherever this page is listed."),
    )
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("picture"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro", boost=2),
        index.AutocompleteField("intro"),
        index.SearchField("body"),
    ]

    class Meta:
        abstract = True

    @property
    def description(self):
        """What a search engine shows below the title."""
        return self.search_description or self.intro

    @classmethod
    def listed(cls):
        """The pages of this type that everybody may see, with what a card of them shows."""
        return cls.objects.live().public().select_related("picture")

    def listed_children(self):
        """The live pages below this one, as their own types, in the editors' order."""
        return self.get_children().live().public().specific()


class HomePage(ContentPage):
    """The front page: the greeting, the products of a section, and ways on."""

    invitation = models.CharField(_("invitation"), max_length=60, blank=True)
    invitation_page = models.ForeignKey(
        Page,
        verbose_name=_("page of the invitation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The pages below it are shown on the front page."),
    )

    content_panels = [
        *ContentPage.content_panels[:-1],
        FieldPanel("invitation"),
        FieldPanel("invitation_page"),
        FieldPanel("body"),
    ]
    template = "pages/home.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def sections(self):
        """The parts of the site, for the cards at the end of the front page."""
        return self.listed_children()

    def featured(self):
        """The products of the section that the front page invites to."""
        if self.invitation_page is None:
            return ProductPage.objects.none()
        return ProductPage.listed().child_of(self.invitation_page)


class SectionPage(ContentPage):
    """A part of the site: its own words, then a list of what is in it."""

    template = "pages/section.html"

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def products(self):
        """What can be bought here."""
        return ProductPage.listed().child_of(self)

    def others(self):
        """What else is here."""
        return self.listed_children().not_type(ProductPage)


class ProductPage(ContentPage):
    """Something one can buy."""

    price = models.DecimalField(_("price in euro"), max_digits=8, decimal_places=2)
    delivery = models.CharField(_("delivery"), max_length=80, blank=True)

    content_panels = [
        *ContentPage.content_panels[:-1],
        FieldPanel("price"),
        FieldPanel("delivery"),
        FieldPanel("body"),
    ]
    template = "pages/product.html"

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")

    def others(self):
        """The other products of the same section."""
        return ProductPage.listed().sibling_of(self, inclusive=False)


class ArticlePage(ContentPage):
    """Something to read."""

    template = "pages/article.html"

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def others(self):
        """The other articles of the same section."""
        return ArticlePage.listed().sibling_of(self, inclusive=False)
