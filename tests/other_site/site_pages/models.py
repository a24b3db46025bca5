"""Page types whose editors are put together in every way that Wagtail knows."""

import swapper
import wagtail.models  # noqa: F401 (before asking for its page model)
from django.db import models
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList, PublishingPanel, TabbedInterface

from livechat.panels import PageChatPanel

Page = swapper.load_model("wagtailcore", "Page", require_ready=False)


class PlainPage(Page):
    words = models.CharField(max_length=20, blank=True)
    content_panels = [*Page.content_panels, "words"]


class FurtherPage(PlainPage):
    """A table of its own below PlainPage's, and its panels."""

    more = models.CharField(max_length=20, blank=True)
    content_panels = [*PlainPage.content_panels, "more"]


class OwnSettingsPage(Page):
    settings_panels = [*Page.settings_panels, HelpPanel("Ours.")]
    promote_panels = []


class InheritsSettingsPage(Page):
    content_panels = OwnSettingsPage.content_panels
    settings_panels = OwnSettingsPage.settings_panels
    promote_panels = []


class NoSettingsPage(Page):
    settings_panels = []


class TabbedPage(Page):
    """With a tab for the publishing dates."""

    edit_handler = TabbedInterface(
        [
            ObjectList(Page.content_panels, heading="Words"),
            ObjectList([*Page.promote_panels, PublishingPanel()], heading="Dates"),
        ]
    )


class TabbedWithoutSettingsPage(Page):
    edit_handler = TabbedInterface([ObjectList(Page.content_panels, heading="Words")])


class TabbedForFewPage(Page):
    """Its settings are for those with a permission only."""

    edit_handler = TabbedInterface(
        [
            ObjectList(Page.content_panels, heading="Words"),
            ObjectList([PublishingPanel()], heading="Dates", permission="auth.add_user"),
        ]
    )


class OneListPage(Page):
    edit_handler = ObjectList(Page.content_panels)


class InheritsHandlerPage(OneListPage):
    pass


class BareHandlerPage(Page):
    edit_handler = FieldPanel("title")


class OwnPlacePage(Page):
    """A site that wants the panel first."""

    content_panels = [PageChatPanel(), *Page.content_panels]
