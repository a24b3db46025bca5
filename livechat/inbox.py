"""The inbox: what a person's lists show, and a fingerprint that changes when they do."""

import hashlib

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from .access import Level
from .doors import as_uuid
from .errors import NotFound
from .filters import narrowed
from .models import Conversation, Department, Mention, Message
from .protocol import objects

VIEWS = {
    "mine": lambda rows, access: rows.live().filter(assignee_id=access.user_id),
    "waiting": lambda rows, access: rows.waiting(),
    "open": lambda rows, access: rows.filter(status=Conversation.Status.OPEN),
    "closed": lambda rows, access: rows.filter(status=Conversation.Status.CLOSED),
    "all": lambda rows, access: rows,
    "mentions": lambda rows, access: rows.filter(pk__in=_mentioning(access)),
}


def _mentioning(access):
    """Conversations with a note that names this person."""
    mentions = Mention.objects.filter(user_id=access.user_id).order_by()
    return mentions.values("message__conversation")


def unread_mentions(access):
    """The notes that name this person and that they have not read, the latest first."""
    seen = access.conversations_seen().order_by()
    notes = Mention.objects.filter(user_id=access.user_id, seen_at=None)
    here = notes.filter(message__conversation__in=seen)
    return here.select_related("message__conversation").order_by("-pk")


def view(access, name, **wanted):
    """
    The queryset of one view of this person's inbox, narrowed to what is ``wanted`` (see
    ``filters``): newest activity first; those who wait as they stand in the queue.
    """
    rows = VIEWS[name](access.conversations_seen(), access)
    return narrowed(rows, access, wanted).with_people().order_by(*_order(name))


def _order(name):
    if name == "waiting":
        return ("-priority", "waiting_since", "pk")
    return ("-last_message_at", "-pk")


def page(access, name, before=None, limit=50, **wanted):
    """
    ``(frames, more)`` of a view; ``before`` is the id of the last conversation one has. Raises
    NotFound when that is none of this person's.
    """
    rows = view(access, name, **wanted)
    if before is not None:
        rows = _below(rows, access, name, before)
    found = list(rows[: limit + 1])
    shown = found[:limit]
    last = last_messages(shown)
    frames = [
        objects.staff_conversation(row, access.level(row).word, last.get(row.pk)) for row in shown
    ]
    return frames, len(found) > limit


def _below(rows, access, name, public_id):
    edge = access.conversations_seen().filter(public_id=as_uuid(public_id)).first()
    if edge is None:
        raise NotFound
    if name != "waiting":
        return rows.filter(last_message_at__lte=edge.last_message_at).exclude(
            last_message_at=edge.last_message_at, pk__gte=edge.pk
        )
    # Taken meanwhile: where it stood is not known any more, so it begins anew.
    if not edge.is_waiting:
        return rows
    after = Q(waiting_since__gt=edge.waiting_since) | Q(
        waiting_since=edge.waiting_since, pk__gt=edge.pk
    )
    return rows.filter(Q(priority__lt=edge.priority) | Q(priority=edge.priority) & after)


def last_messages(rows):
    """What was said last in each of these conversations, by primary key; one query."""
    said = Message.objects.exclude(kind=Message.Kind.EVENT).order_by("-seq")
    newest = said.filter(conversation=OuterRef("pk")).values("pk")[:1]
    rows = Conversation.objects.filter(pk__in=[row.pk for row in rows]).order_by()
    found = Message.objects.filter(pk__in=rows.values(newest=Subquery(newest)))
    return {message.conversation_id: message for message in found}


def load(pks):
    """``(conversation, what was said last or None)`` of each; two queries."""
    rows = list(Conversation.objects.with_people().filter(pk__in=pks))
    last = last_messages(rows)
    return [(row, last.get(row.pk)) for row in rows]


def fingerprints(accesses):
    """
    For each person an opaque string that differs when their inbox does. Every counter of a live
    conversation only grows, so a sum of them tells; closed ones by the newest change.
    """
    departments = _departments()
    granted = _granted({pk for access in accesses for pk in access.conversations})
    return [_fingerprint(access, departments, granted) for access in accesses]


def _departments():
    grown = F("rev") + F("last_seq") + F("visitor_read_seq") + F("staff_read_seq")
    live = Conversation.objects.live().values("department_id").order_by()
    states = live.annotate(n=Count("pk"), ids=Sum("pk"), grown=Sum(grown))
    found = {row["department_id"]: [row["n"], row["ids"], row["grown"]] for row in states}
    closed = Conversation.objects.filter(department=OuterRef("pk"), closed_at__isnull=False)
    # One look into an index for each department, whatever the number of closed conversations.
    newest = Subquery(closed.order_by("-closed_at").values("closed_at")[:1])
    departments = Department.objects.order_by().annotate(at=newest).filter(at__isnull=False)
    for pk, at in departments.values_list("pk", "at"):
        found.setdefault(pk, []).append(str(at))
    return found


def _granted(pks):
    rows = Conversation.objects.filter(pk__in=pks)
    return {
        pk: [str(department), *values]
        for pk, department, *values in rows.values_list(
            "pk", "department_id", "rev", "last_seq", "visitor_read_seq", "staff_read_seq"
        )
    }


def _fingerprint(access, departments, granted):
    seen = access.departments_seen()
    parts = [
        sorted((pk, state) for pk, state in departments.items() if seen is None or pk in seen),
        sorted((pk, granted[pk]) for pk in access.conversations if pk in granted),
        sorted((pk, level.word) for pk, level in access.departments.items()),
        Level(access.everywhere).word,
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
