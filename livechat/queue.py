"""The queue: who waits before whom in a department, and what number that gives."""

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from .models import Conversation


def place(row):
    """The number in its department's queue, from 1; None when it does not wait. One query."""
    if not row.is_waiting:
        return None
    before = Q(priority__gt=row.priority) | Q(priority=row.priority) & (
        Q(waiting_since__lt=row.waiting_since) | Q(waiting_since=row.waiting_since, pk__lt=row.pk)
    )
    waiting = Conversation.objects.waiting().filter(before, department_id=row.department_id)
    return waiting.order_by().count() + 1


def places(department_pks):
    """``{primary key: number}`` of everything that waits in these departments. One query."""
    number = Window(
        RowNumber(),
        partition_by="department_id",
        order_by=[F("priority").desc(), "waiting_since", "pk"],
    )
    waiting = Conversation.objects.waiting().filter(department_id__in=department_pks).order_by()
    return dict(waiting.annotate(number=number).values_list("pk", "number"))


def places_of(rows):
    """The same for these conversations, with one query if any of them waits."""
    departments = {row.department_id for row in rows if row.is_waiting}
    return places(departments) if departments else {}
