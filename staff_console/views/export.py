"""A spreadsheet of the conversations that one may see: Wagtail's own export, our own policy."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from livechat import audit, inbox
from livechat.models import Department, display_name

from ..naming import visitor_name
from ..waiting import access_on

MAX_ROWS = 10_000
"""The newest of more."""
DANGEROUS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""What a spreadsheet takes for the beginning of a formula, full-width signs too."""


def as_text(value):
    """A cell that no spreadsheet runs (CSV injection)."""
    text = str(value)
    return f"'{text}" if text.startswith(tuple(DANGEROUS)) else text


class ExportView(SpreadsheetExportMixin, View):
    """``?export=csv`` or ``xlsx``, and ``?view=`` as in ``inbox.get``. Logged by department."""

    http_method_names = ["get"]
    export_filename = "conversations"
    export_headings = {
        "public_id": _("Conversation"),
        "department.name": _("Department"),
        "get_status_display": _("Status"),
        "visitor_shown": _("Visitor"),
        "visitor.email": _("E-mail"),
        "assignee_shown": _("Assignee"),
        "page_title": _("Page"),
        "page_url": _("Page address"),
        "last_seq": _("Messages"),
        "created_at": _("Started"),
        "closed_at": _("Closed"),
    }
    list_export = [*export_headings, "rating", "rating_comment"]
    written_by_people = [
        "department.name",
        "visitor_shown",
        "visitor.email",
        "assignee_shown",
        "page_title",
        "page_url",
        "rating_comment",
    ]
    custom_field_preprocess = {name: {"csv": as_text} for name in written_by_people}

    def get(self, request):
        access = access_on(request)
        if not access.is_staff:
            raise PermissionDenied
        view = request.GET.get("view", "all")
        if view not in inbox.VIEWS or not self.is_export:
            raise Http404
        rows = self.rows(access, view)
        self._remember(rows)
        return self.as_spreadsheet(rows, request.GET["export"])

    def rows(self, access, view):
        """The conversations, with what the columns ask for. One query."""
        rows = inbox.view(access, view)[:MAX_ROWS]
        for row in rows:
            row.visitor_shown = visitor_name(row)
            row.assignee_shown = display_name(row.assignee) if row.assignee else ""
        return rows

    def _remember(self, rows):
        departments = Department.objects.filter(pk__in={row.department_id for row in rows})
        audit.exported(self.request.user, departments, len(rows))
