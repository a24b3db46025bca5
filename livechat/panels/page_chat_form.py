"""The form behind the panel: one choice for each page, never added, counted or deleted."""

from django import forms
from django.db.models import Q
from django.forms.formsets import ManagementForm
from django.forms.models import BaseModelFormSet
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm

from ..models import Department, PageChat
from ..page_choice import departments_for

MOST = 20
"""Departments that a visitor can choose from at all."""


class DepartmentSelect(forms.Select):
    """Marks what no longer answers, for the panel's sentence."""

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if value and not value.instance.is_active:
            option["attrs"]["data-inactive"] = "true"
        return option


class Alternatives(forms.CheckboxSelectMultiple):
    """Says that it was there, as no ticked box at all is an answer too."""

    template_name = "livechat/panels/alternatives.html"

    def value_from_datadict(self, data, files, name):
        return [value for value in super().value_from_datadict(data, files, name) or [] if value]


class DepartmentField(forms.ModelChoiceField):
    widget = DepartmentSelect(attrs={"data-livechat-page-choice-target": "department"})

    def label_from_instance(self, department):
        if department.is_active:
            return department.name
        return _("%(department)s (not active)") % {"department": department.name}


class AlternativesField(forms.TypedMultipleChoiceField):
    """
    Keys of departments. One that is gone or no longer answers is left out without a word: it could
    not be unticked, so it must not keep the page from being saved.
    """

    widget = Alternatives

    def __init__(self, **kwargs):
        super().__init__(coerce=int, empty_value=[], required=False, **kwargs)

    def to_python(self, value):
        return [each for each in super().to_python(value) if self.valid_value(each)]


class PageChatForm(WagtailAdminModelForm):
    mode = forms.ChoiceField(
        label=_("Chat"), choices=PageChat.Mode.choices, widget=forms.RadioSelect
    )
    department = DepartmentField(
        label=_("Department"), queryset=Department.objects.none(), required=False
    )
    alternatives = AlternativesField(label=_("Visitors may also choose"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer(Department.objects.active())

    def offer(self, departments):
        """What was chosen stays choosable, or every later save of the page would be refused."""
        chosen = Q(pk=self.instance.department_id)
        self.fields["department"].queryset = Department.objects.filter(
            Q(pk__in=departments.order_by().values("pk")) | chosen
        )
        answering = [(each.pk, each.name) for each in departments[:MOST]]
        self.fields["alternatives"].choices = answering

    def clean(self):
        values = super().clean()
        if values.get("alternatives") and not values.get("department"):
            words = _("Choose a department above first: the one that is chosen until they choose.")
            self.add_error("alternatives", words)
        return values


class PageChatFormSet(BaseChildFormSet):
    """
    What Wagtail's page form expects of a child relation, around the one form there is.

    It needs no management form, and what a request leaves out stays as it is: pages are posted by
    other people's code too. The page's present choice is looked up here and not by a posted id, so
    an editor that was opened before somebody else's save changes that choice and adds no second.
    """

    def __init__(self, data=None, files=None, instance=None, prefix=None, **kwargs):
        super().__init__(None, files, instance=instance, prefix=prefix, **kwargs)
        self.choice = next(iter(self.manager.all()), None) or PageChat()
        if data is not None:
            self.is_bound = True
            self.data = self.complete(data)

    @property
    def manager(self):
        return getattr(self.instance, self.rel_name)

    def complete(self, data):
        present = forms.model_to_dict(self.choice, fields=self.form.base_fields)
        prefix = self.add_prefix(0)
        values = {f"{prefix}-{name}": value for name, value in present.items()}
        return MultiValueDict(
            {key: _listed(data, key) or _as_posted(value) for key, value in values.items()}
        )

    @cached_property
    def management_form(self):
        counts = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 1}
        return ManagementForm(
            {f"{self.prefix}-{name}": count for name, count in counts.items()}, prefix=self.prefix
        )

    def total_form_count(self):
        return 1

    def initial_form_count(self):
        return 1

    def _construct_form(self, i, **kwargs):
        # Past the model formset's own, which looks the instance up by a posted id.
        form = super(BaseModelFormSet, self)._construct_form(i, **kwargs, instance=self.choice)
        if self.instance.path:
            form.offer(departments_for(self.instance))
        return form

    def add_fields(self, form, index):
        """No id, no order, no deletion."""

    def save(self, commit=True):
        form = self.forms[0]
        if form.has_changed():
            self.manager.set([form.save(commit=False)])
            if commit:
                self.manager.commit()


def _listed(data, key):
    return data.getlist(key) if hasattr(data, "getlist") else [data[key]] if key in data else []


def _as_posted(value):
    return value if isinstance(value, list) else ["" if value is None else value]
