"""Plugs the console into the admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .departments.people import people_chooser
from .departments.viewset import DepartmentViewSet
from .group_panel import GroupLevelsForm
from .notices.account import NoticeSettingsPanel
from .notices.dashboard import WaitingNowPanel
from .search_area import ConversationsSearchArea
from .site_settings.hours import ScheduleViewSet
from .site_settings.texts import ChatTextsViewSet
from .viewsets import CannedReplyViewSet, ConsoleViewSet
from .waiting import access_on, choices_on
from .writing.account import WritingSettingsPanel

register_snippet(CannedReplyViewSet)


@hooks.register("register_admin_viewset")
def console():
    return ConsoleViewSet()


@hooks.register("register_admin_viewset")
def departments():
    return DepartmentViewSet()


@hooks.register("register_admin_viewset")
def people():
    return people_chooser


@hooks.register("register_admin_viewset")
def site_settings():
    return [ScheduleViewSet(), ChatTextsViewSet()]


@hooks.register("register_group_permission_panel")
def group_panel():
    return GroupLevelsForm


@hooks.register("register_account_settings_panel")
def notice_settings(request, user, profile):
    return NoticeSettingsPanel(request, user, profile)


@hooks.register("register_account_settings_panel")
def writing_settings(request, user, profile):
    return WritingSettingsPanel(request, user, profile)


@hooks.register("construct_homepage_panels")
def waiting_now(request, panels):
    if access_on(request).is_staff and choices_on(request).dashboard:
        panels.append(WaitingNowPanel())


@hooks.register("register_admin_search_area")
def search_area():
    return ConversationsSearchArea()


@hooks.register("insert_global_admin_js")
def waiting_script():
    """Sleeps where the sidebar has no item "Chat", that is for people without any chat level."""
    return format_html(
        '<script type="module" src="{}"></script>', static("staff_console/waiting.js")
    )
