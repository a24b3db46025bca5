"""The pages of a department. Each asks for this department, which Wagtail's own do not."""

from django.contrib import messages as django_messages
from django.db import transaction
from django.db.models import Count, ProtectedError, Q
from django.forms import modelform_factory
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage

from livechat.access import Level
from livechat.actions.departments import move_conversations

from ..levels import MEANING
from ..waiting import access_on
from .forms import DepartmentLevelsForm, MoveForm

ANY = ["add", "change", "delete", "view", "manage"]


class ForThisDepartment:
    """The object only for those who may do one of ``any_permission_required`` with it."""

    def get_object(self, *args, **kwargs):
        department = super().get_object(*args, **kwargs)
        actions = self.any_permission_required or [self.permission_required]
        if not self.permission_policy.user_has_any_permission_for_instance(
            self.request.user, actions, department
        ):
            raise Http404
        return department


class DepartmentIndexView(generic.IndexView):
    any_permission_required = ANY

    def get_base_queryset(self):
        live = Count("conversations", filter=~Q(conversations__status="closed"))
        seen = self.permission_policy.instances_user_has_any_permission_for(self.request.user, ANY)
        return seen.annotate(live=live)

    def get_edit_url(self, instance):
        manages = access_on(self.request).in_department(instance.pk) >= Level.MANAGE
        if manages or self.user_has_permission("change"):
            return reverse(self.edit_url_name, args=[instance.pk])
        return None


class DepartmentEditView(ForThisDepartment, generic.EditView):
    """
    Fields for those who set departments up, and a table of who has access for those who manage
    this one or edit groups anyway.
    """

    permission_required = None
    any_permission_required = ["change", "manage"]

    @cached_property
    def may_change(self):
        return self.user_has_permission("change")

    def get_panel(self):
        return super().get_panel() if self.may_change else None

    def get_form_class(self):
        if self.may_change:
            return super().get_form_class()
        return modelform_factory(self.model, fields=[])

    @cached_property
    def may_grant(self):
        manages = access_on(self.request).in_department(self.object.pk) >= Level.MANAGE
        return manages or self.request.user.has_perm("auth.change_group")

    @cached_property
    def levels(self):
        data = self.request.POST if self.request.method == "POST" else None
        return DepartmentLevelsForm(self.object, data) if self.may_grant else None

    def is_valid(self, form):
        if self.levels is not None and not self.levels.is_valid():
            self.produced_error_message = self.get_error_message()
            return False
        return super().is_valid(form)

    @transaction.atomic
    def save_instance(self):
        department = super().save_instance() if self.may_change else self.object
        if self.levels is not None:
            self.levels.save(self.request.user)
        return department

    def form_valid(self, form):
        was_active = form.initial.get("is_active", True)
        answer = super().form_valid(form)
        if was_active and not self.object.is_active:
            self._say_who_is_left()
        return answer

    def _say_who_is_left(self):
        left = self.object.conversations.live().count()
        if left:
            words = ngettext(
                "%(left)s conversation is still going on in %(department)s. Only people with "
                "access to every department see it now: transfer it to another department.",
                "%(left)s conversations are still going on in %(department)s. Only people with "
                "access to every department see them now: transfer them to another department.",
                left,
            )
            names = {"left": left, "department": self.object}
            messages.warning(self.request, words % names)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(levels=self.levels, meaning=MEANING, **kwargs)
        if self.levels is not None:
            context["media"] += self.levels.media
        return context


class DepartmentDeleteView(ForThisDepartment, generic.DeleteView):
    """Conversations are never deleted with their department: they move to another first."""

    def get_form(self, form_class=None):
        data = self.request.POST if self.request.method == "POST" else None
        return MoveForm(self.object, data)

    def form_valid(self, form):
        try:
            with transaction.atomic():
                if "to" in form.cleaned_data:
                    move_conversations(self.object, form.cleaned_data["to"], self.request.user)
                return super().form_valid(form)
        except ProtectedError:
            django_messages.error(
                self.request, _("A conversation has just begun here. Please try again.")
            )
            return self.render_to_response(self.get_context_data(form=self.get_form()))


class DepartmentHistoryView(ForThisDepartment, history.HistoryView):
    any_permission_required = ["add", "change", "delete", "manage"]


class DepartmentUsageView(ForThisDepartment, usage.UsageView):
    page_title = gettext_lazy("Pages that send their chats to")
