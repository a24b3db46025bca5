"""Whether opening hours are open now, and when they open next."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

LOOK_AHEAD = 370
"""Days. Whoever is closed for longer has no next opening to speak of."""


@dataclass(frozen=True)
class Opening:
    """``opens_at`` is the next opening of closed hours, with time zone; None if there is none."""

    is_open: bool
    opens_at: datetime | None = None


ALWAYS = Opening(is_open=True)


def opening(schedule, now=None):
    """What ``schedule`` says of the moment ``now``. None for a schedule is: always open."""
    if schedule is None:
        return ALWAYS
    now = (now or timezone.now()).astimezone(schedule.zone)
    today = now.date()
    # Yesterday's may go on after midnight.
    spans = [*_spans(schedule, today - timedelta(days=1)), *_spans(schedule, today)]
    if any(opens <= now < closes for opens, closes in spans):
        return ALWAYS
    return Opening(is_open=False, opens_at=_next(schedule, now))


def _next(schedule, now):
    if not schedule.spans.all():
        return None
    for days in range(LOOK_AHEAD):
        for opens, _closes in _spans(schedule, now.date() + timedelta(days=days)):
            if opens > now:
                return opens
    return None


def _spans(schedule, day):
    """``(opens, closes)`` of one day, in order; none on a closed day."""
    if any(closed.includes(day) for closed in schedule.closed_days.all()):
        return
    for span in sorted(schedule.spans.all(), key=lambda span: span.opens):
        if span.day == day.weekday():
            ends = day if span.opens < span.closes else day + timedelta(days=1)
            yield (
                datetime.combine(day, span.opens, schedule.zone),
                datetime.combine(ends, span.closes, schedule.zone),
            )
