"""The editor's **Live chat** panel, on every page type without a change to the site's models."""

from .page_chat import PageChatPanel
from .placement import add_panel_to_every_page_type

__all__ = ["PageChatPanel", "add_panel_to_every_page_type"]
