"""A table of levels: one row for each department or group, one column for each level."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from livechat.access import Level

LEVELS = [
    (Level.NONE.word, pgettext_lazy("chat access", "None")),
    (Level.JOIN.word, pgettext_lazy("chat access", "Read")),
    (Level.REPLY.word, pgettext_lazy("chat access", "Answer")),
    (Level.MANAGE.word, pgettext_lazy("chat access", "Manage")),
]

MEANING = _(
    "Read: see conversations and follow them. Answer: take them, write, close and transfer. "
    "Manage: also assign them to others, erase them, and say who has access."
)


@dataclass(frozen=True)
class Line:
    """A row before it is a field: who or what it is about, and the level in force."""

    key: str
    label: str
    level: Level
    about: object
    remark: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Row:
    line: Line
    field: object

    @property
    def was(self):
        """What was in force when the form was drawn, as a hidden field."""
        return self.field.as_hidden(only_initial=True)

    @property
    def cells(self):
        return [(choice, _name(self.line, choice)) for choice in self.field]


def _name(line, choice):
    return f"{line.label}: {choice.choice_label}"


class LevelsForm(forms.Form):
    """
    Only what was changed in this form is saved: each row remembers what was in force when it was
    drawn, so that a page left open does not bring back what somebody took away since.
    """

    class Media:
        css = {"all": ["staff_console/departments.css"]}

    def __init__(self, lines, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[line.key] = forms.ChoiceField(
                label=line.label,
                choices=LEVELS,
                initial=line.level.word,
                required=False,
                widget=forms.RadioSelect,
                show_hidden_initial=True,
            )

    @cached_property
    def rows(self):
        return [Row(line, self[line.key]) for line in self.lines]

    @property
    def columns(self):
        return [label for _value, label in LEVELS]

    def changed_lines(self):
        """``(line, new level)`` of every row that was changed here."""
        for line in self.lines:
            word = self.cleaned_data.get(line.key)
            if word and line.key in self.changed_data:
                yield line, Level[word.upper()]
