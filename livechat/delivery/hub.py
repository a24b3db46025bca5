"""
The rooms of one process: which sockets hear of which conversation.

A socket enters a room after the permission check and is put out when the answer changes. Frames
are text, made once for each audience. The hub lives on one event loop; everything that comes from
other threads comes through :func:`announce`.
"""

import asyncio
import logging
import threading
import uuid
import weakref

from ..protocol import codes, events
from . import collector
from .announcement import (
    AccessChanged,
    Announcement,
    Erased,
    ForPeople,
    Numbers,
    Posted,
    StaffChanged,
    VisitorMoved,
    WhoIsHere,
)
from .farewell import say_farewell
from .progress import Progress

logger = logging.getLogger("livechat.delivery")

_hubs = weakref.WeakKeyDictionary()
_hubs_lock = threading.Lock()


class ConversationRoom:
    """One conversation's sockets here: the visitor's tabs and the consoles that have it open."""

    __slots__ = ("department_pk", "pk", "progress", "public_id", "staff", "visitors")

    def __init__(self, row):
        self.public_id, self.pk = str(row.public_id), row.pk
        self.department_pk = row.department_id
        self.visitors = set()
        self.staff = {}
        self.progress = Progress()

    @property
    def is_empty(self):
        return not self.visitors and not self.staff

    def hear_posted(self, posted):
        """Hand a message to the sockets."""
        self.progress.posted(posted.seq, posted.vseq)
        if posted.visitor is not None:
            for socket in list(self.visitors):
                socket.push(posted.visitor)
        for socket in list(self.staff):
            socket.push(posted.staff)

    def hear(self, announcement, but=None):
        """Hand the frames to the sockets; ``but`` is the one that caused them, if it should not."""
        if announcement.numbers:
            self._learn(Numbers(*announcement.numbers), announcement)
        if announcement.visitor is not None:
            for socket in list(self.visitors):
                if socket is not but:
                    socket.push(announcement.visitor)
        if announcement.staff is not None:
            self._tell_staff(announcement.staff, but)

    def _learn(self, numbers, announcement):
        # Events overtake a transfer on their way; only a newer state says where it is now.
        known = self.progress.numbers or Numbers()
        if numbers.rev > known.rev and announcement.department != self.department_pk:
            self._moved(announcement.department)
        self.progress.heard(numbers, announcement.whole)

    def send_back(self):
        """Every socket is to come again: what it knows of this conversation is not so any more."""
        for socket in [*self.visitors, *self.staff]:
            socket.shut(codes.CLOSE_RESTARTING)

    def _moved(self, department_pk):
        """Another department: whoever may not see that one is put out before they hear more."""
        self.department_pk = department_pk
        for socket in list(self.staff):
            socket.judge(self)

    def _tell_staff(self, text, but):
        personal = events.ACCESS_SLOT in text
        for socket, level in list(self.staff.items()):
            if socket is not but:
                socket.push(events.with_access(text, level) if personal else text)


class Hub:
    """Made by :func:`current_hub`; one for each event loop that has sockets."""

    def __init__(self, loop):
        from .beat import Beat
        from .duties import Duties
        from .inbox import Inbox
        from .nodes import Nodes
        from .places import Places
        from .retirement import Retirement
        from .tabs import Tabs
        from .visitor_presence import VisitorPresence

        self.loop = loop
        self.node = uuid.uuid4().hex
        self.conversations = {}
        self.staff = set()
        self.tabs = Tabs()
        self.nodes = Nodes(self)
        self.inbox = Inbox(self)
        self.places = Places(self)
        self.beat = Beat(self)
        self.visitor_presence = VisitorPresence(self)
        self.retirement = Retirement(self)
        self.duties = Duties(self)
        self._tasks = set()
        self._flushes = []

    def start(self):
        collector.calm()
        self.nodes.start()
        self.beat.start()
        self.retirement.start()
        self.duties.start()

    async def stop(self):
        """End everything in the background, before the loop does: the next use is a new hub."""
        with _hubs_lock:
            _hubs.pop(self.loop, None)
        # Again and again: wait_for of Python 3.11 may lose a cancellation.
        while self._tasks:
            for task in self._tasks:
                task.cancel()
            await asyncio.wait(self._tasks, timeout=0.5)

    def spawn(self, coroutine):
        """Run this in the background. A task that nobody holds may be collected half done."""
        task = self.loop.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def room(self, row):
        """The room of a conversation, made when its first socket enters."""
        room = self.conversations.get(str(row.public_id))
        if room is None:
            room = self.conversations[str(row.public_id)] = ConversationRoom(row)
        return room

    def leave(self, room, socket):
        """Put a socket out of a room; the room goes with its last socket."""
        room.visitors.discard(socket)
        room.staff.pop(socket, None)
        if room.is_empty:
            self.conversations.pop(room.public_id, None)

    def at_turns_end(self, flush):
        """Call ``flush`` once all that is being told now has been told. On the hub's loop only."""
        if not self._flushes:
            self.loop.call_soon(self._flush)
        self._flushes.append(flush)

    def _flush(self):
        flushes, self._flushes = self._flushes, []
        for flush in flushes:
            flush()

    def hear(self, announcements):
        """Tell this process's sockets. On the hub's own loop only."""
        for each in announcements:
            _HEARD_BY[type(each)](self, each)

    def _hear_posted(self, posted):
        room = self.conversations.get(posted.conversation)
        if room is not None:
            room.hear_posted(posted)
        if self.staff:
            self.inbox.touch(posted.pk)

    def _hear_event(self, announcement):
        room = self.conversations.get(announcement.conversation)
        if room is not None:
            room.hear(announcement)
        if announcement.is_of_state:
            self.places.touch(announcement)
        if announcement.inbox and self.staff:
            self.inbox.touch(announcement.pk, announcement.left, first=announcement.is_of_state)

    def _hear_of_staff(self, changed):
        for socket in list(self.staff):
            socket.push(changed.staff)
        self.visitor_presence.staff_changed()

    def _hear_of_access(self, changed):
        self.beat.recheck(changed.people)

    def _hear_of_people(self, told):
        for socket in list(self.staff):
            is_meant = str(socket.user_pk) in told.people
            if is_meant and socket.access.level_of(told.pk, told.department):
                socket.push(told.staff)

    def _hear_question(self, asked):
        """Somebody who opened a conversation asks who is there."""
        from . import watching

        self.visitor_presence.answer(asked.conversation)
        room = self.conversations.get(asked.conversation)
        if room is not None and room.staff:
            watching.name_all(room)

    def _hear_of_visitor(self, moved):
        rooms = map(self.conversations.get, moved.conversations)
        for room in filter(None, rooms):
            for socket in list(room.visitors):
                self.spawn(socket.judge())

    def whisper(self, room, announcement, but=None):
        """What is not stored (typing): to the room here and everywhere, not back to the sender."""
        room.hear(announcement, but)
        self.nodes.publish([announcement])

    def settle(self, replies, announcements, publish):
        """After a commit: the senders' replies, then the rooms here, then the other processes."""
        for reply, outcome in replies:
            reply(outcome)
        self.hear(announcements)
        if publish:
            self.nodes.publish(announcements)


_HEARD_BY = {
    Posted: Hub._hear_posted,
    Announcement: Hub._hear_event,
    AccessChanged: Hub._hear_of_access,
    StaffChanged: Hub._hear_of_staff,
    VisitorMoved: Hub._hear_of_visitor,
    ForPeople: Hub._hear_of_people,
    WhoIsHere: Hub._hear_question,
    Erased: say_farewell,
}


def current_hub():
    """The hub of the running event loop, started on first use."""
    loop = asyncio.get_running_loop()
    hub = _hubs.get(loop)
    if hub is None:
        with _hubs_lock:
            hub = _hubs[loop] = Hub(loop)
        hub.start()
    return hub


def announce(announcements, replies_by_hub=None):
    """
    Tell every process, from any thread, after the commit. What is lost on the way is found by the
    heartbeat; nothing here raises.
    """
    announcements = list(announcements)
    replies_by_hub = replies_by_hub or {}
    with _hubs_lock:
        hubs = [hub for hub in _hubs.values() if not hub.loop.is_closed()]
    published = False
    for hub in hubs:
        published |= _hand_over(hub, announcements, replies_by_hub.get(hub, []), published)
    if not published and announcements:
        from .nodes import publish_from_outside

        publish_from_outside(announcements)


def _hand_over(hub, announcements, replies, published):
    try:
        hub.loop.call_soon_threadsafe(hub.settle, replies, announcements, not published)
        return True
    except RuntimeError:
        return False  # The loop closed in between: its sockets are gone too.


def layer_state():
    """``ok``, ``down`` or ``embedded`` (one process needs none), for the health address."""
    with _hubs_lock:
        states = {hub.nodes.state for hub in _hubs.values() if not hub.loop.is_closed()}
    return "down" if "down" in states else next(iter(states), "embedded")
