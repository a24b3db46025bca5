"""The console's app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffConsoleConfig(AppConfig):
    name = "staff_console"
    label = "staff_console"
    verbose_name = _("Chat console")
    default_auto_field = "django.db.models.BigAutoField"
