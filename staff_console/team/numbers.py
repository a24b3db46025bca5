"""The numbers of the page "Team", of the departments that one manages and no others."""

from django.db.models import Count, Min, Q

from livechat.access import Level
from livechat.delivery import presence
from livechat.models import Conversation, Department
from livechat.people import departments_of_people, people_with
from livechat.protocol import objects

MOST_PEOPLE = 500
WAITING, OPEN = Conversation.Status.WAITING, Conversation.Status.OPEN


def manages(access):
    """Whether there is any department of which this person sees the team."""
    return access.everywhere >= Level.MANAGE or Level.MANAGE in access.departments.values()


def team(access):
    """
    ``{"departments": [{"slug", "name", "waiting", "oldest", "open"}], "people": [{"id", "name",
    "availability", "open", "unanswered", "oldest", "load", "capacity", "usual", "limit"}]}``:
    ``oldest`` is since when the one that has waited longest does; a person's numbers are of these
    departments, but for their ``load``, all that they have anywhere. The queue gives them more up
    to a load of ``limit``: their own ``capacity``, or else the ``usual`` one of their departments.
    A constant number of queries.
    """
    departments = managed_by(access)
    live = Conversation.objects.live().filter(department__in=departments).order_by()
    return {"departments": _departments(departments, live), "people": _people(departments, live)}


def managed_by(access):
    """The active departments that this person manages."""
    managed = access.departments_seen(Level.MANAGE)
    departments = Department.objects.active()
    return list(departments if managed is None else departments.filter(pk__in=managed))


def team_of(departments):
    """The people who may answer in any of these departments."""
    return people_with(Level.REPLY, on_department=Q(content_object__in=departments))


def _departments(departments, live):
    counted = live.values("department_id").annotate(
        waiting=Count("pk", filter=Q(status=WAITING)),
        open=Count("pk", filter=Q(status=OPEN)),
        oldest=Min("waiting_since"),
    )
    found = {row["department_id"]: row for row in counted}
    nothing = {"waiting": 0, "open": 0, "oldest": None}
    return [
        {"slug": each.slug, "name": each.name} | _numbers(found.get(each.pk, nothing), nothing)
        for each in departments
    ]


def _people(departments, live):
    counted = (
        live.filter(assignee__isnull=False)
        .values("assignee_id")
        .annotate(
            open=Count("pk"),
            unanswered=Count("pk", filter=Q(unread__gt=0)),
            oldest=Min("last_message_at", filter=Q(unread__gt=0)),
        )
    )
    found = {row["assignee_id"]: row for row in counted}
    nothing = {"open": 0, "unanswered": 0, "oldest": None}
    people = list(team_of(departments).select_related("livechat_profile")[:MOST_PEOPLE])
    limits, present = _limits(people, departments), presence.present_pks()
    loads = _loads(people)
    return [
        presence.staff_object(user, present)
        | _numbers(found.get(user.pk, nothing), nothing)
        | {"load": loads.get(user.pk, 0)}
        | limits[user.pk]
        for user in people
    ]


def answered_by(people, departments):
    """``{user's primary key: [those of these departments in which they may answer]}``."""
    everywhere = set(people_with(Level.REPLY).filter(pk__in=people).values_list("pk", flat=True))
    granted = departments_of_people(Level.REPLY, departments)
    return {
        pk: [each for each in departments if pk in everywhere or each.pk in granted.get(pk, ())]
        for pk in people
    }


def _loads(people):
    """What counts where the queue gives: see :mod:`livechat.actions.giving`."""
    rows = Conversation.objects.filter(status=OPEN, assignee__in=people).order_by()
    return dict(rows.values_list("assignee_id").annotate(Count("pk")))


def _limits(people, departments):
    answered = answered_by([user.pk for user in people], departments)
    limits = {}
    for user in people:
        own = getattr(getattr(user, "livechat_profile", None), "capacity", None)
        usual = max((each.capacity for each in answered[user.pk]), default=0)
        limits[user.pk] = {"capacity": own, "usual": usual, "limit": usual if own is None else own}
    return limits


def _numbers(row, names):
    return {name: row[name] for name in names} | {"oldest": objects.timestamp(row["oldest"])}
