"""Plugs the console into the admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .departments.viewset import DepartmentViewSet
from .group_panel import GroupLevelsForm
from .viewsets import CannedReplyViewSet, ConsoleViewSet

register_snippet(CannedReplyViewSet)


@hooks.register("register_admin_viewset")
def console():
    return ConsoleViewSet()


@hooks.register("register_admin_viewset")
def departments():
    return DepartmentViewSet()


@hooks.register("register_group_permission_panel")
def group_panel():
    return GroupLevelsForm


@hooks.register("insert_global_admin_js")
def waiting_script():
    """Sleeps where the sidebar has no item "Chat", that is for people without any chat level."""
    return format_html(
        '<script type="module" src="{}"></script>', static("staff_console/waiting.js")
    )
