"""What was granted by name on departments, as the forms that change it show it."""

from .access import LEVEL_OF, Level
from .models import DepartmentGroupGrant, DepartmentUserGrant


def to_group(group):
    """``{department's primary key: level}`` of one group."""
    rows = DepartmentGroupGrant.objects.filter(group=group)
    return _highest(rows.values_list("content_object_id", "permission__codename"))


def groups_on(department):
    """``{group's primary key: level}`` on one department."""
    rows = DepartmentGroupGrant.objects.filter(content_object=department)
    return _highest(rows.values_list("group_id", "permission__codename"))


def people_on(department):
    """``{user's primary key: level}`` of those who were granted one personally."""
    rows = DepartmentUserGrant.objects.filter(content_object=department)
    return _highest(rows.values_list("user_id", "permission__codename"))


def _highest(rows):
    levels = {}
    for pk, codename in rows:
        levels[pk] = max(levels.get(pk, Level.NONE), LEVEL_OF.get(codename, Level.NONE))
    return levels
