"""Opening hours: a week, the days it does not count, and the time zone of both."""

import zoneinfo
from functools import cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class Day(models.IntegerChoices):
    """As Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


@cache
def time_zones():
    """Every name that this machine knows, with a region: no "EST5EDT" and the like."""
    return sorted(name for name in zoneinfo.available_timezones() if "/" in name) + ["UTC"]


def known_zone(name):
    if name not in time_zones():
        raise ValidationError(_("There is no time zone “%(name)s”."), params={"name": name})


def own_zone():
    return settings.TIME_ZONE


class Schedule(ClusterableModel):
    """Chosen by departments, or for a whole site. What it means now is in ``opening.py``."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=own_zone, validators=[known_zone]
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")

    def __str__(self):
        return self.name

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.time_zone)


class OpenSpan(models.Model):
    """Open on this day of each week. One that ends before it begins goes on after midnight."""

    schedule = ParentalKey(Schedule, on_delete=models.CASCADE, related_name="spans")
    day = models.PositiveSmallIntegerField(_("day"), choices=Day.choices)
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("until"))

    class Meta:
        ordering = ["day", "opens"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=models.Q(day__lte=6), name="livechat_day_of_week")
        ]

    def __str__(self):
        return f"{self.get_day_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class ClosedDays(models.Model):
    """A holiday, or several days in a row."""

    schedule = ParentalKey(Schedule, on_delete=models.CASCADE, related_name="closed_days")
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"), null=True, blank=True, help_text=_("Empty: one day."))
    every_year = models.BooleanField(_("every year"), default=False)

    class Meta:
        ordering = ["first"]
        default_permissions = ()

    def __str__(self):
        return str(self.first)

    def clean(self):
        if self.first and self.last and self.last < self.first:
            raise ValidationError({"last": _("The last day is before the first.")})

    def includes(self, day):
        last = self.last or self.first
        if not self.every_year:
            return self.first <= day <= last
        first, day, last = ((each.month, each.day) for each in (self.first, day, last))
        return first <= day <= last if first <= last else day >= first or day <= last
