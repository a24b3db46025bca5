"""
Giving waiting conversations to people, where a department's routing says so.

Every gift is a transaction of its own under the lock of the department's people, so that however
many processes give at once nobody gets more than their ``capacity``, or the department's where they
have none of their own. What people take by themselves counts, and is not refused.
"""

from enum import Enum

from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from ..delivery.presence import STALE_AFTER, people
from ..models import Conversation, Department, Duty, StaffPresence, display_name
from ..people import staff_of
from .conversations import changed, give_to
from .messages import append_event

AT_ONCE = 50
"""Gifts of one run for each department; the next run goes on."""
LOCK = "giving"


class Outcome(Enum):
    GIVEN = 1
    NOT_THIS = 2
    NOBODY = 3
    """Nobody has room, whichever conversation it were."""


def give_waiting():
    """Give what waits to whoever has room. Returns how many were given."""
    automatic = Department.objects.active().exclude(routing=Department.Routing.MANUAL)
    waiting = Conversation.objects.waiting().filter(department=OuterRef("pk"))
    return sum(_give_in(department) for department in automatic.filter(Exists(waiting)))


def _give_in(department):
    given = 0
    waiting = Conversation.objects.waiting().filter(department=department).in_order()
    for pk in list(waiting.values_list("pk", flat=True)[:AT_ONCE]):
        outcome = _give(pk)
        if outcome is Outcome.NOBODY:
            break
        given += outcome is Outcome.GIVEN
    return given


@transaction.atomic
def _give(pk):
    _one_at_a_time()
    row = _locked(pk)
    if row is None or not row.is_waiting:
        return Outcome.NOT_THIS
    department = Department.objects.get(pk=row.department_id)
    ready = list(candidates(department))
    chosen = choose(department, [user for user in ready if user.pk != row.passed_by_id])
    if chosen is None:
        return Outcome.NOT_THIS if ready else Outcome.NOBODY
    give_to(row, chosen)
    # No save(): that would have everybody's rights read again.
    Department.objects.filter(pk=department.pk).update(last_given=chosen)
    changed(row, append_event(row, "given", to=display_name(chosen)))
    return Outcome.GIVEN


def candidates(department):
    """Those who may answer there, are here and online, and have room; with their ``load``."""
    here = StaffPresence.objects.filter(
        user=OuterRef("pk"), seen_at__gt=timezone.now() - STALE_AFTER
    )
    mine = Conversation.objects.filter(
        assignee=OuterRef("pk"), status=Conversation.Status.OPEN
    ).order_by()
    load = mine.values("assignee").annotate(n=Count("pk")).values("n")
    return (
        people()
        .filter(Exists(here), pk__in=staff_of(department).order_by().values("pk"))
        .exclude(livechat_profile__availability__in=["away", "offline"])
        .annotate(load=Coalesce(Subquery(load), 0))
        .filter(load__lt=Coalesce("livechat_profile__capacity", department.capacity))
        .order_by("pk")
    )


def choose(department, ready):
    """
    Whose turn it is among ``ready``, in the order of their keys; None if there is nobody. Of those
    equally busy, whoever comes next after the one who got the last.
    """
    if not ready:
        return None
    in_turn = _after(ready, department.last_given_id)
    if department.routing == Department.Routing.ROUND_ROBIN:
        return in_turn[0]
    return min(in_turn, key=lambda user: user.load)


def _after(ready, last):
    if last is None:
        return ready
    return [user for user in ready if user.pk > last] + [user for user in ready if user.pk <= last]


def _one_at_a_time():
    """All giving waits here for the gift before it: a person may be in several departments."""
    if not Duty.objects.select_for_update().filter(pk=LOCK):
        Duty.objects.bulk_create([Duty(pk=LOCK)], ignore_conflicts=True)
        Duty.objects.select_for_update().get(pk=LOCK)


def _locked(pk):
    """The conversation under its lock; None when somebody is busy with it, or it is gone."""
    rows = Conversation.objects.with_people().filter(pk=pk)
    if connection.features.has_select_for_update_skip_locked:
        of = ("self",) if connection.features.has_select_for_update_of else ()
        no_key = connection.features.has_select_for_no_key_update
        rows = rows.select_for_update(skip_locked=True, of=of, no_key=no_key)
    return rows.first()
