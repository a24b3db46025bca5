"""The page "Team" and the address that keeps it up to date."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from livechat.errors import Forbidden

from ..texts import team_texts
from ..views.answers import staff_address
from ..waiting import access_on
from .numbers import manages, team


class TeamView(WagtailAdminTemplateMixin, TemplateView):
    """For people who manage a department."""

    template_name = "staff_console/team.html"
    page_title = _("Team")
    header_icon = "group"

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("staff_console:index"), "label": _("Chat")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        access = access_on(self.request)
        if not manages(access):
            raise PermissionDenied
        return super().get_context_data(start=team(access), texts=team_texts(), **kwargs)


@staff_address("GET", "HEAD")
def team_now(request):
    """The same numbers as they are now."""
    access = access_on(request)
    if not manages(access):
        raise Forbidden
    return JsonResponse(team(access))
