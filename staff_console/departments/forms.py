"""Who works in a department, seen from the department; and where its conversations go."""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from livechat import granted
from livechat.access import Level, set_level
from livechat.models import Department, display_name
from livechat.people import colleagues

from ..levels import LEVELS, LevelsForm, Line
from .people import people_chooser


class DepartmentLevelsForm(LevelsForm):
    """
    Every group, and the people who were granted something personally; and one more person to whom
    something is to be granted.
    """

    def __init__(self, department, data=None):
        self.department = department
        super().__init__(_lines(department), data, prefix="people")
        self.fields["person"] = forms.ModelChoiceField(
            label=gettext_lazy("Another person"),
            queryset=colleagues(),
            required=False,
            widget=people_chooser.widget_class(),
            error_messages={
                "invalid_choice": gettext_lazy("This person may not use the admin."),
            },
        )
        self.fields["level"] = forms.ChoiceField(
            choices=LEVELS[1:], initial=Level.REPLY.word, required=False, widget=forms.RadioSelect
        )

    @property
    def newcomer(self):
        """The row that asks for another person: its field, and ``(choice, name)`` of each level."""
        label = self.fields["person"].label
        return self["person"], [
            (choice, f"{label}: {choice.choice_label}") for choice in self["level"]
        ]

    def save(self, by):
        for line, level in self.changed_lines():
            set_level(line.about, level, self.department, by)
        if person := self.cleaned_data["person"]:
            level = Level[(self.cleaned_data["level"] or Level.REPLY.word).upper()]
            set_level(person, level, self.department, by)


def _lines(department):
    groups, people = granted.groups_on(department), granted.people_on(department)
    users = get_user_model()._default_manager.filter(pk__in=people)
    return [
        Line(f"group-{group.pk}", group.name, groups.get(group.pk, Level.NONE), group, icon="group")
        for group in Group.objects.order_by("name")
    ] + [
        Line(f"user-{user.pk}", display_name(user), people[user.pk], user, _("personally"), "user")
        for user in users.select_related("livechat_profile").order_by("pk")
    ]


class MoveForm(forms.Form):
    """Asked before a department with conversations is deleted."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Move its conversations to"),
        queryset=Department.objects.none(),
        empty_label=None,
    )

    def __init__(self, department, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.department = department
        if self.is_needed:
            self.fields["to"].queryset = Department.objects.active().exclude(pk=department.pk)
        else:
            del self.fields["to"]

    @cached_property
    def number(self):
        return self.department.conversations.count()

    @property
    def is_needed(self):
        return self.number > 0

    @property
    def is_possible(self):
        return "to" not in self.fields or self.fields["to"].queryset.exists()
