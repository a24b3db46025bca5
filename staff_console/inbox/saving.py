"""Keeping a filter, and giving it up: each answers with all that one has then."""

from typing import Annotated, Literal

from django.http import JsonResponse
from django.utils.translation import gettext as _
from pydantic import AfterValidator

from livechat.errors import BadValue, Forbidden
from livechat.protocol import text
from livechat.protocol.commands import Command, InboxFilters, validated
from livechat.views.answers import json_body

from ..views.answers import staff_address
from ..waiting import access_on
from .models import MOST, SavedFilter, filters_of


class View(InboxFilters):
    view: Literal["inbox", "mine", "waiting", "all", "closed", "mentions"] = "inbox"


class Saving(Command):
    name: Annotated[str, AfterValidator(text.line(40))]
    values: View


@staff_address("GET", "HEAD", "POST")
def saved_filters(request):
    """Keep ``{"name", "values"}``; under a name that one has already it takes the other's place."""
    _check(request)
    if request.method == "POST":
        _save(request.user, validated(Saving, json_body(request)))
    return JsonResponse({"filters": filters_of(request.user)})


@staff_address("POST")
def forget_filter(request, pk):
    """One that is somebody else's is not there to be forgotten."""
    _check(request)
    SavedFilter.objects.filter(user=request.user, pk=pk).delete()
    return JsonResponse({"filters": filters_of(request.user)})


def _check(request):
    if not access_on(request).is_staff:
        raise Forbidden


def _save(user, wanted):
    if not wanted.name:
        raise BadValue(_("name: Please give it a name."))
    own = SavedFilter.objects.filter(user=user)
    if not own.filter(name=wanted.name).exists() and own.count() >= MOST:
        raise BadValue(_("There are %(most)s saved filters already.") % {"most": MOST})
    values = wanted.values.model_dump(exclude_none=True)
    SavedFilter.objects.update_or_create(user=user, name=wanted.name, defaults={"values": values})
