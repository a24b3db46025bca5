"""The section *Live chat* in Wagtail's group editor: a level for each department."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from livechat import granted
from livechat.access import Level, set_level
from livechat.models import Department

from .levels import MEANING, LevelsForm, Line


class GroupLevelsForm(LevelsForm):
    """
    Made as Wagtail makes such panels: with the group, which is not yet saved when it is new. Only
    those whom Wagtail lets into the group editor get here.
    """

    def __init__(self, data=None, files=None, instance=None, **kwargs):
        self.group = instance
        super().__init__(_lines(instance), data, files, prefix="livechat", **kwargs)

    def save(self):
        for line, level in self.changed_lines():
            set_level(self.group, level, line.about)

    def as_admin_panel(self):
        return render_to_string(
            "staff_console/departments/group_panel.html", {"form": self, "meaning": MEANING}
        )


def _lines(group):
    held = granted.to_group(group) if group is not None and group.pk else {}
    return [
        Line(
            f"department-{department.pk}",
            department.name,
            held.get(department.pk, Level.NONE),
            department,
            "" if department.is_active else _("not active"),
            department.icon,
        )
        for department in Department.objects.all()
    ]
