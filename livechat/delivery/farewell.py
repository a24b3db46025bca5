"""What a process tells of a conversation that was erased, and whom it puts out."""

from ..protocol import codes, events


def say_farewell(hub, erased):
    """The last frames of a conversation: to both its rooms, and to every inbox that had it."""
    room = hub.conversations.get(erased.conversation)
    if room is not None:
        _empty(hub, room, events.encode(events.conversation_erased(erased.conversation)))
    removed = events.encode(events.inbox_removed(erased.conversation))
    for socket in list(hub.staff):
        if socket.access.level_of(erased.pk, erased.department):
            socket.push(removed)


def _empty(hub, room, frame):
    for socket in list(room.staff):
        socket.push(frame)
        socket.leave(room)
    for socket in list(room.visitors):
        socket.push(frame)
        hub.leave(room, socket)
        socket.shut(codes.CLOSE_NOT_FOUND)
