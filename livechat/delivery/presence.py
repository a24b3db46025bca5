"""
Which staff members are here, and whether they still may be.

Presence is a row per person and process, renewed while a socket lives and stale after: a process
that dies says nothing.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from ..access import NOBODY, accesses_of
from ..identity import staff_user
from ..models import StaffPresence, StaffProfile, display_name
from ..people import staff_of
from ..protocol import codes, events
from .announcement import StaffChanged
from .database import database
from .hub import announce

STALE_AFTER = timedelta(seconds=2.5 * codes.HEARTBEAT)


async def arrived(hub, user_pk):
    """The first socket of this person in this process, pages that only watch aside."""
    await database.run(_arrived, hub.node, user_pk)


async def gone(hub, user_pk):
    """The last one."""
    await database.run(_gone, hub.node, user_pk)


async def renew(hub):
    """Everybody who has a socket here is still here."""
    people = {socket.user_pk for socket in hub.staff if socket.is_present}
    await database.run(_renew, hub.node, people)


async def recheck(sockets):
    """Read these sockets' rights afresh; put out those who lost them."""
    sessions = {socket.session_key for socket in sockets}
    found = await database.run(_read_again, sessions)
    for socket in sockets:
        user, access = found[socket.session_key]
        if user is None or user.pk != socket.user_pk:
            socket.shut(codes.CLOSE_SESSION_ENDED)
        else:
            socket.accept_access(access)


def _read_again(sessions):
    users = {session: staff_user(session) for session in sessions}
    accesses = accesses_of([user for user in users.values() if user])
    return {
        session: (user, accesses[user.pk] if user else NOBODY) for session, user in users.items()
    }


def _arrived(node, user_pk):
    _renew(node, {user_pk})
    StaffProfile.objects.get_or_create(user_id=user_pk)
    tell_staff_changed(user_pk)


def _gone(node, user_pk):
    StaffPresence.objects.filter(node=node, user_id=user_pk).delete()
    tell_staff_changed(user_pk)


def _renew(node, people):
    now = timezone.now()
    StaffPresence.objects.bulk_create(
        [StaffPresence(user_id=pk, node=node, seen_at=now) for pk in people],
        update_conflicts=True,
        unique_fields=["user", "node"],
        update_fields=["seen_at"],
    )
    StaffPresence.objects.filter(seen_at__lt=now - 10 * STALE_AFTER).delete()


def set_availability(user_pk, state):
    """What this person chose; everybody's console hears of it."""
    StaffProfile.objects.update_or_create(user_id=user_pk, defaults={"availability": state})
    tell_staff_changed(user_pk)


def tell_staff_changed(user_pk):
    user = people().filter(pk=user_pk).first()
    if user is not None:
        frame = events.staff_changed(staff_object(user, present_pks()))
        announce([StaffChanged(events.encode(frame))])


def people():
    """Users with what :func:`staff_object` needs, in one query."""
    return get_user_model()._default_manager.select_related("livechat_profile")


def present_pks():
    """Primary keys of the users who have a socket somewhere."""
    fresh = StaffPresence.objects.filter(seen_at__gt=timezone.now() - STALE_AFTER)
    return set(fresh.values_list("user_id", flat=True))


def staff_object(user, present):
    """``{id, name, availability}``: offline unless the person has a socket and chose otherwise."""
    profile = getattr(user, "livechat_profile", None)
    chosen = profile.availability if profile else StaffProfile.Availability.ONLINE
    availability = chosen if user.pk in present else StaffProfile.Availability.OFFLINE
    return {"id": str(user.pk), "name": display_name(user), "availability": str(availability)}


def is_online(department):
    """Whether somebody who may answer there has a socket and the state online."""
    return (
        StaffPresence.objects.filter(
            seen_at__gt=timezone.now() - STALE_AFTER,
            user__in=staff_of(department).values("pk"),
        )
        .exclude(user__livechat_profile__availability__in=["away", "offline"])
        .exists()
    )
