"""Times in frames are text; templates want them as times, and visitors in their words."""

from django import template
from django.utils import formats, timezone
from django.utils.dateparse import parse_datetime

register = template.Library()


@register.filter
def moment(text):
    """The time that a frame's ``at`` says."""
    return parse_datetime(text)


@register.filter
def when(moment):
    """Date and time, short. Not SHORT_DATETIME_FORMAT: Arabic and others have none and get ours."""
    local = timezone.localtime(moment)
    date, time = formats.date_format(local, "SHORT_DATE_FORMAT"), formats.time_format(local)
    return f"{date} {time}"
