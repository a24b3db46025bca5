"""Opening hours: a week and its exceptions."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.admin.viewsets.model import ModelViewSet

from livechat.models import Schedule
from livechat.models.schedule import time_zones


def zone_choices():
    return [(name, name.replace("_", " ")) for name in time_zones()]


class ScheduleViewSet(ModelViewSet):
    model = Schedule
    name = "livechat_hours"
    url_prefix = "chat/hours"
    icon = "calendar"
    menu_label = _("Chat opening hours")
    menu_order = 660
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["name", "time_zone"]
    ordering = ["name"]
    search_fields = ["name"]
    panels = [
        FieldRowPanel(
            [
                FieldPanel("name"),
                FieldPanel("time_zone", widget=forms.Select(choices=zone_choices)),
            ]
        ),
        InlinePanel(
            "spans",
            panels=[FieldRowPanel([FieldPanel("day"), FieldPanel("opens"), FieldPanel("closes")])],
            heading=_("Open on"),
            label=_("Hours"),
            min_num=1,
            help_text=_("Hours that end before they begin go on after midnight."),
        ),
        InlinePanel(
            "closed_days",
            panels=[
                FieldRowPanel([FieldPanel("first"), FieldPanel("last"), FieldPanel("every_year")])
            ],
            heading=_("Closed on"),
            label=_("Closed days"),
        ),
    ]
