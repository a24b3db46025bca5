"""What a list of conversations can be narrowed to, on top of its view."""

import json

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from .errors import BadValue

ME, NOBODY = "me", "nobody"
FIELDS = ("department", "assignee", "tag", "priority", "locale")


def narrowed(rows, access, wanted):
    """``rows`` that fit ``wanted``, any of FIELDS by name. Raises BadValue for an odd assignee."""
    for name in FIELDS:
        value = wanted.get(name)
        if value not in (None, ""):
            rows = _BY[name](rows, access, value)
    return rows


def _assigned(rows, access, to):
    if to == NOBODY:
        return rows.filter(assignee__isnull=True)
    try:
        return rows.filter(assignee_id=access.user_id if to == ME else to)
    except (ValueError, TypeError, ValidationError):
        raise BadValue(_("There is no such colleague.")) from None


def _tagged(rows, access, tag):
    if connection.features.supports_json_field_contains:
        # PostgreSQL's index leaves out those without tags, and is used only where one says so.
        return rows.filter(tags__contains=[tag]).exclude(tags=[])
    # The text of the JSON holds the tag as this encoder writes it, quotes and all.
    return rows.alias(tags_text=Cast("tags", TextField())).filter(
        tags_text__contains=json.dumps(tag)
    )


_BY = {
    "department": lambda rows, access, slug: rows.filter(department__slug=slug),
    "assignee": _assigned,
    "tag": _tagged,
    "priority": lambda rows, access, least: rows.filter(priority__gte=least),
    "locale": lambda rows, access, locale: rows.filter(locale=locale),
}
