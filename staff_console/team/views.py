"""The page "Team" and the address that keeps it up to date."""

from typing import Annotated

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from pydantic import Field
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from livechat.actions.capacity import set_capacity
from livechat.errors import Forbidden, NotFound
from livechat.models.staff import MOST_AT_A_TIME
from livechat.protocol.commands import Command, validated
from livechat.views.answers import json_body

from ..texts import team_texts
from ..views.answers import staff_address
from ..waiting import access_on
from .numbers import answered_by, managed_by, manages, team, team_of


class Capacity(Command):
    capacity: Annotated[int, Field(ge=0, le=MOST_AT_A_TIME)] | None


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
    return JsonResponse(team(_access(request)))


@staff_address("POST")
def capacity(request, pk):
    """So many at a time the queue gives somebody (null: as the department says); the team then."""
    access = _access(request)
    wanted = validated(Capacity, json_body(request))
    departments = managed_by(access)
    person = _one_of_the_team(departments, pk)
    theirs = answered_by([person.pk], departments)[person.pk]
    set_capacity(person, wanted.capacity, request.user, theirs)
    return JsonResponse(team(access))


def _one_of_the_team(departments, pk):
    try:
        found = team_of(departments).filter(pk=pk).first()
    except (ValueError, ValidationError, OverflowError):
        found = None
    if found is None:
        raise NotFound
    return found


def _access(request):
    access = access_on(request)
    if not manages(access):
        raise Forbidden
    return access
