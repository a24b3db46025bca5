"""Opening hours: open or closed at a moment, and when they open next."""

from datetime import UTC, date, datetime, time

import pytest

from livechat.models import ClosedDays, OpenSpan, Schedule
from livechat.opening import opening

pytestmark = pytest.mark.django_db


def hours(zone="Europe/Berlin", closed=(), **days):
    """``monday=(9, 17)``; a day may have several."""
    schedule = Schedule(name="Office", time_zone=zone)
    names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    schedule.spans = [
        OpenSpan(day=names.index(name), opens=time(opens), closes=time(closes % 24))
        for name, spans in days.items()
        for opens, closes in spans
    ]
    schedule.closed_days = list(closed)
    return schedule


def at(*moment):
    return datetime(*moment, tzinfo=UTC)


WEEK = {"monday": [(9, 12), (13, 17)], "friday": [(22, 2)]}


@pytest.mark.parametrize(
    ("moment", "is_open", "next_one"),
    [
        # Winter in Berlin is an hour ahead: Monday, 9 to 12 and 13 to 17 there.
        ((2026, 11, 23, 7, 59), False, (2026, 11, 23, 8)),
        ((2026, 11, 23, 8), True, None),
        ((2026, 11, 23, 11), False, (2026, 11, 23, 12)),
        ((2026, 11, 23, 16), False, (2026, 11, 27, 21)),
        # Friday night goes on into Saturday.
        ((2026, 11, 28, 0, 59), True, None),
        ((2026, 11, 28, 1), False, (2026, 11, 30, 8)),
        # Summer is two hours ahead.
        ((2026, 7, 6, 6, 59), False, (2026, 7, 6, 7)),
    ],
)
def test_a_week_in_its_time_zone(moment, is_open, next_one):
    found = opening(hours(**WEEK), at(*moment))
    assert found.is_open is is_open
    assert found.opens_at == (at(*next_one) if next_one else None)


def test_closed_days_are_skipped_every_year_over_new_year_too():
    days = ClosedDays(first=date(2020, 12, 24), last=date(2021, 1, 2), every_year=True)
    schedule = hours(monday=[(9, 17)], thursday=[(9, 17)], closed=[days])
    assert opening(schedule, at(2026, 12, 21, 9)).is_open
    closed = opening(schedule, at(2026, 12, 24, 9))
    assert (closed.is_open, closed.opens_at) == (False, at(2027, 1, 4, 8))
    once = ClosedDays(first=date(2026, 11, 23))
    schedule = hours(monday=[(9, 17)], closed=[once])
    assert opening(schedule, at(2026, 11, 23, 9)).opens_at == at(2026, 11, 30, 8)


def test_without_hours_it_is_always_open_and_without_days_never():
    assert opening(None).is_open
    never = opening(hours())
    assert (never.is_open, never.opens_at) == (False, None)
    always_closed = ClosedDays(first=date(2000, 1, 1), last=date(2100, 1, 1))
    assert opening(hours(monday=[(9, 17)], closed=[always_closed])).opens_at is None


def test_a_whole_day_ends_at_midnight():
    schedule = hours("UTC", monday=[(0, 24)])
    assert opening(schedule, at(2026, 11, 23, 23, 59)).is_open
    assert not opening(schedule, at(2026, 11, 24)).is_open
