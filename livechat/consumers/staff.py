"""The staff's socket: the admin's session, any number of conversations."""

from functools import partial

from django.conf import settings
from django.utils import translation

from .. import throttle
from ..access import Level
from ..actions import messages
from ..delivery import presence, watching
from ..delivery.announcement import Numbers
from ..delivery.database import database
from ..doors import find_conversation
from ..errors import Busy, Forbidden
from ..handling import staff as handling
from ..handshakes import request_of
from ..identity import staff_user
from ..models import Conversation
from ..protocol import codes, events, objects
from ..protocol.commands import STAFF_COMMANDS
from .base import LATER
from .posting import PostingConsumer
from .typing import Typing


class StaffConsumer(PostingConsumer):
    commands = STAFF_COMMANDS
    audience = objects.STAFF
    limit = throttle.STAFF_MESSAGES
    person = None
    inbox_told = None
    is_present = False
    """Whether this socket is somebody at their desk, not only a page that watches."""

    async def admit(self):
        """No session: refused. A session without any chat permission: closed with a code."""
        self.typing, self.rooms = Typing(self.hub.loop), {}
        self.session_key = request_of(self.scope).COOKIES.get(settings.SESSION_COOKIE_NAME)
        self.person = await database.run(_person, self.session_key)
        if self.person is None:
            return False
        if not self.access.is_staff:
            self.closing = codes.CLOSE_FORBIDDEN
        return True

    @property
    def access(self):
        return self.person.access

    @property
    def user_pk(self):
        return self.person.user.pk

    def serve_command(self, kind, command, ref):
        if kind in handling.UNBOUND:
            return self.unbound(kind, command)
        room = self.rooms.get(command.conversation)
        if kind == "message.post" or (kind == "note.post" and not command.mentions):
            return self.post(kind, command, ref, room)
        if kind == "typing.set" and room is not None:
            return self.type(command, room)
        if kind == "conversation.open":
            return self.open(command)
        if kind == "conversation.leave" and room is not None:
            return self.leave(room)
        return self.bound(kind, command)

    async def unbound(self, kind, command):
        if kind == "hello":
            return await self.hello(command)
        return await database.run(handling.UNBOUND[kind], self.person, command)

    async def hello(self, command):
        self.hold()
        try:
            self.hub.staff.add(self)
            values = await database.run(handling.hello, self.person, command)
            if await self.become_present(not command.watch):
                values["staff"] = await database.run(_myself, self.user_pk)
            self.greeted, self.inbox_told = True, values["inbox"]
            return values
        except BaseException:
            self.hub.staff.discard(self)
            raise
        finally:
            self.hub.loop.call_soon(self.unhold)

    async def become_present(self, is_present):
        """Tell of this person's coming or going, if no other socket here speaks for them."""
        if self.is_present == is_present:
            return False
        self.is_present = is_present
        others = self.hub.staff - {self}
        if any(each.is_present and each.user_pk == self.user_pk for each in others):
            return False
        await (presence.arrived if is_present else presence.gone)(self.hub, self.user_pk)
        return True

    async def open(self, command):
        """Enter the room after the permission check, then read."""
        row = await database.run(find_conversation, self.access, command.conversation, Level.JOIN)
        room = self.hub.room(row)
        was_here = self in room.staff
        room.staff[self] = self.access.level(row)
        self.rooms[room.public_id] = room
        try:
            values, numbers = await database.run(_open, self.person, command)
        except BaseException as problem:
            if not (was_here and isinstance(problem, Busy)):
                self.leave(room)
            raise
        room.progress.was_read(numbers)
        self.hub.visitor_presence.ask(room)
        return values

    def leave(self, room):
        self.typing.stop(room.pk)
        self.rooms.pop(room.public_id, None)
        self.hub.leave(room, self)
        watching.left(room, self)
        return {}

    async def bound(self, kind, command):
        return await database.run(handling.handle, self.person, kind, command)

    def post(self, kind, command, ref, room):
        if room is None:
            return self.post_unopened(kind, command, ref)
        return self.post_to(room.pk, room.staff[self], kind, command, ref)

    async def post_unopened(self, kind, command, ref):
        row = await database.run(find_conversation, self.access, command.conversation, Level.REPLY)
        result = self.post_to(row.pk, Level.REPLY, kind, command, ref)
        return result if result is LATER else await result

    def post_to(self, pk, level, kind, command, ref):
        if level < Level.REPLY:
            raise Forbidden
        kind = "note" if kind == "note.post" else "text"
        post = messages.staff_post(pk, self.user_pk, self.person.name, command, kind)
        return self.store(post, ref)

    def refuse(self, ref, problem):
        """What staff read of a refusal is lazy, and said in their language here."""
        with translation.override(self.person.language):
            super().refuse(ref, problem)

    @property
    def throttle_key(self):
        return handling.throttle_key(self.user_pk)

    def type(self, command, room):
        if room.staff[self] < Level.REPLY:
            raise Forbidden
        self.typing.set(room.pk, command.on, partial(self.tell_typing, room))
        return {}

    def tell_typing(self, room, on):
        where = (room.public_id, room.pk, room.department_pk)
        self.hub.whisper(room, handling.typing(*where, self.person.name, on), self)

    # When the answer to "may they?" changes

    def accept_access(self, access):
        """This person's rights, read afresh: leave what they no longer cover."""
        before, self.person.access = self.person.access, access
        if not access.is_staff:
            return self.shut(codes.CLOSE_FORBIDDEN)
        if access == before:
            return
        for room in list(self.rooms.values()):
            self.judge(room)
        for pk in access.conversations.keys() - before.conversations.keys():
            self.hub.inbox.touch(pk)
        self.hub.beat.tell_inbox(self)

    def judge(self, room):
        """Stay in an opened conversation's room, at the level one has now, or leave it."""
        level = self.access.level_of(room.pk, room.department_pk)
        if level >= Level.JOIN:
            before, room.staff[self] = room.staff[self], level
            if level != before:
                self.hub.spawn(self.show_level(room))
            return
        self.leave(room)
        self.push(events.encode(events.access_revoked(room.public_id)))
        self.push(events.encode(events.inbox_removed(room.public_id)))

    async def show_level(self, room):
        """The conversation again, with what this person may do in it now."""
        try:
            row = await database.run(_row, room.pk)
        except Busy:
            return  # A command that is too much is refused all the same.
        if row is not None and self in room.staff:
            frame = objects.staff_conversation(row, room.staff[self].word)
            self.push(events.encode(events.conversation_changed(frame)))

    async def departed(self):
        for room in list(self.rooms.values()):
            self.leave(room)
        self.hub.staff.discard(self)
        await self.become_present(False)


def _person(session_key):
    user = staff_user(session_key)
    if user is None:
        return None
    return handling.person_of(user)


def _row(pk):
    return Conversation.objects.with_people().filter(pk=pk).first()


def _myself(user_pk):
    return presence.staff_object(presence.people().get(pk=user_pk), {user_pk})


def _open(person, command):
    row = find_conversation(person.access, command.conversation, Level.JOIN)
    return handling.open_conversation(person, row, command), Numbers.of(row)
