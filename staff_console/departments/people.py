"""Choosing a person who may use the admin, by name, in Wagtail's own chooser."""

import json

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.widgets import BaseChooser

from livechat.access import Level
from livechat.models import display_name
from livechat.people import colleagues

from ..waiting import access_on

NAMES = ("first_name", "last_name")


def may_grant_somewhere(request):
    """Those who manage a department, or edit groups anyway."""
    access = access_on(request)
    levels = [access.everywhere, *access.departments.values()]
    return max(levels) >= Level.MANAGE or request.user.has_perm("auth.change_group")


def named(words):
    """Condition: each of these words is in one of a person's names."""
    User = get_user_model()
    own = [field.name for field in User._meta.get_fields() if field.name in NAMES]
    condition = Q()
    for word in words.split()[:5]:
        fits = Q(livechat_profile__display_name__icontains=word)
        for name in [User.USERNAME_FIELD, *own]:
            fits |= Q(**{f"{name}__icontains": word})
        condition &= fits
    return condition


def colleague(pk):
    """The one of this key, whatever kind of key people have here; None where there is none."""
    try:
        return colleagues().filter(pk=pk).first()
    except (ValueError, TypeError, ValidationError):
        return None


class PeopleFilterForm(BaseFilterForm):
    q = forms.CharField(label=_("Name"), required=False, max_length=100)

    def filter(self, objects):
        words = self.cleaned_data.get("q", "").strip()
        self.is_searching, self.search_query = bool(words), words
        return objects.filter(named(words)) if words else objects


class ForThoseWhoGrant:
    def dispatch(self, request, *args, **kwargs):
        if not may_grant_somewhere(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class People(ForThoseWhoGrant):
    """A list of people to choose one of. Nobody is made here."""

    filter_form_class = PeopleFilterForm
    is_multiple_choice = False

    def get_object_list(self):
        return colleagues().select_related("livechat_profile")

    def can_create(self):
        return False

    @property
    def title_column(self):
        column = super().title_column
        column.label, column.accessor = _("Name"), display_name
        return column

    @property
    def columns(self):
        return [*super().columns, Column("username", label=_("Username"), accessor="get_username")]


class ChooseView(People, chooser.ChooseView):
    pass


class ChooseResultsView(People, chooser.ChooseResultsView):
    pass


class ChosenView(ForThoseWhoGrant, chooser.ChosenView):
    def get_object(self, pk):
        person = colleague(pk)
        if person is None:
            raise Http404
        return person

    def get_display_title(self, instance):
        return display_name(instance)


class PersonChooser(BaseChooser):
    """Made to work by a controller, because Wagtail's own script beside it is an inline one."""

    def get_instance(self, value):
        return colleague(value)

    def get_display_title(self, instance):
        return display_name(instance)

    def render(self, name, value, attrs=None, renderer=None):
        options = json.dumps(self.base_js_init_options)
        controller = {
            "data-controller": "livechat-chooser",
            "data-livechat-chooser-options-value": options,
        }
        return self.render_html(name, self.get_value_data(value), attrs | controller)

    @property
    def media(self):
        return super().media + forms.Media(js=["staff_console/chooser.js"])


class PeopleChooserViewSet(ChooserViewSet):
    model = settings.AUTH_USER_MODEL
    name = "livechat_people"
    url_prefix = "chat/people"
    icon = "user"
    choose_one_text = _("Add a person")
    page_title = _("Choose a person")
    choose_another_text = _("Choose somebody else")
    edit_item_text = _("Edit this user")
    ordering = None
    register_widget = False
    base_widget_class = PersonChooser
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView

    def get_urlpatterns(self):
        return [
            path("", self.choose_view, name="choose"),
            path("results/", self.choose_results_view, name="choose_results"),
            path("chosen/<str:pk>/", self.chosen_view, name="chosen"),
        ]


people_chooser = PeopleChooserViewSet()
