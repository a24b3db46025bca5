"""Where the panel goes: into every page type, however its editor was put together."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, PublishingPanel, TabbedInterface
from wagtail.admin.panels.group import PanelGroup
from wagtail.models import PanelPlaceholder, get_page_models

from .page_chat import PageChatPanel


def add_panel_to_every_page_type():
    """
    Called once all models are loaded. A site that has put a ``PageChatPanel`` where it likes it
    keeps it there, and there only.
    """
    # All are looked at before one is changed, because page types inherit from one another.
    for model, values in [(model, _editor_with_panel(model)) for model in get_page_models()]:
        for name, value in values.items():
            setattr(model, name, value)
        # An app that was ready before this one may have asked for the editor already; without any,
        # Wagtail has not even given the page types this method yet.
        if hasattr(model, "get_edit_handler"):
            model.get_edit_handler.cache_clear()


def _editor_with_panel(model):
    """The attributes of this page type that make up its editor, as they are to be."""
    handler = getattr(model, "edit_handler", None)
    if handler is not None:
        return {"edit_handler": handler if _holds(handler, PageChatPanel) else _with_panel(handler)}
    lists = [model.content_panels, model.promote_panels, model.settings_panels]
    placed = any(_holds(panel, PageChatPanel) for panels in lists for panel in panels)
    added = [] if placed else [PageChatPanel()]
    return {"settings_panels": [*model.settings_panels, *added]}


def _with_panel(handler):
    """A copy of a page type's own ``edit_handler`` with the panel in it."""
    if isinstance(handler, TabbedInterface):
        return _with_children(handler, _tabs_with_panel(handler.children))
    if isinstance(handler, ObjectList):
        return _with_children(handler, [*handler.children, PageChatPanel()])
    return ObjectList([handler, PageChatPanel()], base_form_class=handler.base_form_class)


def _tabs_with_panel(tabs):
    """In the tab with the publishing dates, Wagtail's settings; else in a tab of its own."""
    home = next((tab for tab in tabs if _is_settings(tab)), None)
    if home is None:
        return [*tabs, ObjectList([PageChatPanel()], heading=_("Live chat"))]
    return [_with_panel(tab) if tab is home else tab for tab in tabs]


def _is_settings(tab):
    """A tab that only some people see is no place for what every editor may choose."""
    return isinstance(tab, ObjectList) and not tab.permission and _holds(tab, PublishingPanel)


def _holds(panel, kind):
    if isinstance(panel, PanelPlaceholder):
        return issubclass(panel.panel_class, kind)
    children = panel.children if isinstance(panel, PanelGroup) else ()
    return isinstance(panel, kind) or any(_holds(child, kind) for child in children)


def _with_children(group, children):
    new = group.clone()
    new.children = children
    return new
