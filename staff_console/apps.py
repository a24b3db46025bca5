"""The console's app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffConsoleConfig(AppConfig):
    name = "staff_console"
    label = "staff_console"
    verbose_name = _("Chat console")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from livechat.delivery import duties

        from .daily_list.sending import send_daily_lists

        duties.register(duties.Work("daily list", 60, send_daily_lists))
