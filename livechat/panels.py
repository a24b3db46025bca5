"""The editor's **Live chat** panel, on every page type without a change to the site's models."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import get_page_models


class PageChatPanel(InlinePanel):
    """The page's one PageChat, always there."""

    def __init__(self, **kwargs):
        fixed = {"relation_name": "livechat", "min_num": 1, "max_num": 1}
        kwargs.setdefault("heading", _("Live chat"))
        kwargs.setdefault(
            "panels", [FieldPanel("mode"), FieldPanel("department"), FieldPanel("greeting")]
        )
        super().__init__(**kwargs | fixed)


def add_panel_to_every_page_type():
    """Called once all models are loaded."""
    for model in get_page_models():
        if not any(isinstance(panel, PageChatPanel) for panel in model.settings_panels):
            model.settings_panels = [*model.settings_panels, PageChatPanel()]
