"""Departments under Settings."""

from django.contrib.auth.models import Permission
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import BooleanColumn, Column, NumberColumn
from wagtail.admin.viewsets.model import ModelViewSet

from livechat.access import Level
from livechat.models import Department
from livechat.policy import DEPARTMENT_ACTIONS

from ..waiting import access_on
from . import views
from .names import DepartmentForm, NamesPanel
from .widgets import IconChoice

PANELS = [
    FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
    NamesPanel(
        heading=_("Name in other languages"),
        help_text=_("What visitors read there. Empty: the name above, which staff always see."),
    ),
    FieldPanel("icon", widget=IconChoice),
    MultiFieldPanel(
        [
            HelpPanel(
                _(
                    "A page chooses its department in the section Live chat of its settings; "
                    "the pages below it follow."
                )
            ),
            FieldPanel("sites", widget=CheckboxSelectMultiple),
            FieldRowPanel([FieldPanel("order"), FieldPanel("is_active")]),
        ],
        heading=_("Where chats come from"),
    ),
    FieldPanel("schedule"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("routing"), FieldPanel("capacity")]),
            FieldPanel("answer_within"),
        ],
        heading=_("The queue"),
    ),
    MultiFieldPanel(
        [FieldPanel("email_after"), FieldPanel("daily_list")],
        heading=_("By e-mail"),
    ),
]


class DepartmentsMenuItem(MenuItem):
    def is_shown(self, request):
        departments = access_on(request).departments.values()
        return any(level >= Level.MANAGE for level in departments) or any(
            request.user.has_perm(f"livechat.{action}_department") for action in DEPARTMENT_ACTIONS
        )


class DepartmentViewSet(ModelViewSet):
    model = Department
    name = "livechat_departments"
    url_prefix = "chat/departments"
    icon = "comment"
    menu_label = _("Chat departments")
    menu_order = 650
    menu_item_class = DepartmentsMenuItem
    add_to_settings_menu = True
    copy_view_enabled = False
    template_prefix = "staff_console/departments/"
    list_display = [
        "name",
        Column("slug", label=_("Slug"), sort_key="slug"),
        NumberColumn("live", label=_("Open conversations"), sort_key="live"),
        BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
    ]
    ordering = ["order", "name"]
    sort_order_field = None
    search_fields = ["name", "slug"]

    index_view_class = views.DepartmentIndexView
    edit_view_class = views.DepartmentEditView
    delete_view_class = views.DepartmentDeleteView
    history_view_class = views.DepartmentHistoryView
    usage_view_class = views.DepartmentUsageView

    edit_handler = ObjectList(PANELS, base_form_class=DepartmentForm)

    def get_permissions_to_register(self):
        """
        Wagtail's own four. The levels are granted on one department, or everywhere by those of the
        conversations, so that the group editor does not ask the same thing three times.
        """
        names = [f"{action}_department" for action in DEPARTMENT_ACTIONS]
        return Permission.objects.filter(content_type__app_label="livechat", codename__in=names)
