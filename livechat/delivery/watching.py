"""
``watching.changed``: which colleagues have a conversation open, so that no two answer unknowingly.

Nothing of it is stored. Whoever opens a conversation asks every process (the same question as for
the visitor, visitor_presence.py); each names its own people, again every heartbeat, and says when
one's last socket leaves. A client forgets who was not named for a minute: their process died.
"""

from ..protocol import events
from .announcement import Announcement
from .hub import announce


def name_all(room):
    """Everybody who has this room's conversation open in this process."""
    people = {socket.user_pk: socket.person for socket in room.staff}
    announce([_frame(room, person, True) for person in people.values()])


def left(room, socket):
    """A console has left; whether its person is gone from here."""
    if not any(other.user_pk == socket.user_pk for other in room.staff):
        announce([_frame(room, socket.person, False)])


def _frame(room, person, on):
    staff = {"id": str(person.user.pk), "name": person.name}
    frame = events.encode(events.watching_changed(room.public_id, staff, on))
    where = (room.public_id, room.pk, room.department_pk)
    return Announcement(*where, staff=frame, inbox=False)
