"""The app: its name, its checks, and the page panel that needs no change to a site's pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LivechatConfig(AppConfig):
    name = "livechat"
    label = "livechat"
    verbose_name = _("Live chat")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks, policy, signals, timed  # noqa: F401
        from .panels import add_panel_to_every_page_type

        policy.register()
        timed.register()
        add_panel_to_every_page_type()
