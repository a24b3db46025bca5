"""The time zone of what a visitor reads without the widget: mails and plain pages."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone

from .models import ChatSettings


def zone_of(conversation, settings=None):
    """
    The one that the visitor's browser told when it began, else that of the site's opening hours,
    else the server's. ``settings`` are the site's, if they are at hand.
    """
    try:
        return ZoneInfo(conversation.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        schedule = (settings or ChatSettings.of(conversation.site)).schedule
        return schedule.zone if schedule else timezone.get_default_timezone()


def in_words(zone):
    """What to call it: "America/New York"."""
    return str(zone).replace("_", " ")
