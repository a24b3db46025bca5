"""Times in frames are text; templates want them as times."""

from django import template
from django.utils.dateparse import parse_datetime

register = template.Library()


@register.filter
def moment(text):
    """The time that a frame's ``at`` says."""
    return parse_datetime(text)
