"""The visitor's socket: one conversation, known by the cookie."""

from typing import NamedTuple

from django.conf import settings
from django.utils import translation

from .. import conf, identity, throttle
from ..actions import messages
from ..delivery.announcement import Numbers
from ..delivery.database import database
from ..doors import find_by_token
from ..errors import Busy, Forbidden, NotFound, UnsupportedVersion
from ..handling import visitor as handling
from ..handshakes import request_of
from ..models import Conversation
from ..protocol import codes, objects
from ..protocol.commands import VISITOR_COMMANDS
from .posting import PostingConsumer
from .typing import Typing


class OwnVisitor(NamedTuple):
    pk: int
    name: str


class OwnConversation(NamedTuple):
    """
    What a socket keeps of its conversation, under the model's names. A row with its people is
    several KB, and most sockets only sit there.
    """

    pk: int
    public_id: object
    department_id: int
    visitor: OwnVisitor

    @classmethod
    def of(cls, row, name):
        """Of a row, or of what the handshake found."""
        return cls(row.pk, row.public_id, row.department_id, OwnVisitor(row.visitor_id, name))


class VisitorConsumer(PostingConsumer):
    commands = VISITOR_COMMANDS
    audience = objects.VISITOR
    limit = throttle.VISITOR_MESSAGES
    room = None
    written = ""
    conversation = None
    staff_online = None
    """What this socket was told last of whether somebody is there."""
    runs_out = used = None
    """When the token is too old, and when it was used last; by the loop's clock."""
    used_on = None
    """The day of the last use that the database knows of."""

    async def admit(self):
        """Any handshake of the right origin is accepted; what is not one's own is then closed."""
        self.typing = Typing(self.hub.loop)
        public_id = self.scope["url_route"]["kwargs"]["conversation"]
        found = await database.run(_find, request_of(self.scope), public_id)
        if found is None:
            self.closing = codes.CLOSE_NOT_FOUND
        elif found.is_blocked:
            self.closing = codes.CLOSE_FORBIDDEN
        elif not self.hub.tabs.enter(found.visitor_id):
            # The client asks over HTTP meanwhile.
            self.closing = codes.CLOSE_RESTARTING
        else:
            self.conversation = OwnConversation.of(found, found.name)
            self.used = self.hub.loop.time()
            self.runs_out = self.used + identity.seconds_left(found.token_at)
            self.used_on = identity.today()
        return True

    def gone(self):
        if self.conversation is not None:
            self.hub.tabs.leave(self.conversation.visitor.pk)

    def end_if_run_out(self):
        """Tokens run out on open sockets too (identity.py)."""
        now = self.hub.loop.time()
        if now > min(self.runs_out, self.used + conf.get("VISITOR_IDLE_DAYS") * identity.DAY):
            self.shut(codes.CLOSE_NOT_FOUND)

    async def note_use(self, day):
        """Stored once a day, so that the token of who talks for days is good for a new socket."""
        before, self.used_on = self.used_on, day
        try:
            await database.run(identity.note_use, self.conversation.visitor.pk, before)
        except Busy:
            self.used_on = before  # The next command tries again.

    def serve_command(self, kind, command, ref):
        self.used = self.hub.loop.time()
        if (day := identity.today()) != self.used_on:
            self.hub.spawn(self.note_use(day))
        if kind == "message.post":
            return self.post(command, ref)
        if kind == "typing.set":
            return self.type(command)
        if kind == "hello":
            return self.hello(command)
        return self.handle(kind, command)

    async def hello(self, command):
        """Enter the room, then read: what comes in between is told after the answer."""
        if command.v != codes.VERSION:
            raise UnsupportedVersion
        self.room = self.hub.room(self.conversation)
        self.room.visitors.add(self)
        self.hold()
        try:
            values, numbers = await database.run(_hello, self.conversation.pk, command)
            self.room.progress.was_read(numbers)
            self.hub.places.told(self.room, values["conversation"]["position"])
            if not self.greeted:
                self.hub.visitor_presence.arrived(self.room, self)
            self.greeted = True
            self.hub.loop.call_soon(self.unhold)
            return values
        except BaseException:
            self.unhold()
            raise

    def post(self, command, ref):
        post = messages.visitor_post(self.conversation, self.conversation.visitor, command)
        return self.store(post, ref)

    @property
    def throttle_key(self):
        return handling.throttle_key(self.conversation.visitor)

    def type(self, command):
        self.written = command.text
        self.typing.set(self.conversation.pk, command.on, self.tell_typing)
        return {}

    def tell_typing(self, on):
        self.hub.whisper(self.room, handling.typing(self.conversation, on, self.written))

    async def handle(self, kind, command):
        values, self.conversation = await database.run(_handle, self.conversation.pk, kind, command)
        return values

    async def judge(self):
        """Whether this socket's token is still good, its visitor welcome, and their name."""
        try:
            found = await database.run(_find, request_of(self.scope), self.conversation.public_id)
        except Busy:
            return self.shut(codes.CLOSE_RESTARTING)
        if found is None:
            self.shut(codes.CLOSE_NOT_FOUND)
        elif found.is_blocked:
            self.shut(codes.CLOSE_FORBIDDEN)
        else:
            self.conversation = OwnConversation.of(found, found.name)

    async def departed(self):
        if self.room is not None:
            self.typing.stop(self.conversation.pk)
            self.hub.leave(self.room, self)
            if not self.room.visitors:
                self.hub.visitor_presence.left(self.room)


def _find(request, public_id):
    """The conversation of this id if the token that came along is good for it, else None."""
    token = request.COOKIES.get(identity.COOKIE_NAME)
    if not identity.may_be_token(token):
        return None
    try:
        found = find_by_token(identity.hash_token(token), public_id)
    except NotFound:
        return None
    if not identity.is_at_home(found.home, request):
        return None
    identity.note_use(found.visitor_id, found.used_on)
    return found


def _reload(pk):
    # Not first(), which has the database sort the one row by all that it is.
    for row in Conversation.objects.with_people().filter(pk=pk):
        if row.visitor.is_blocked:
            raise Forbidden
        return row
    raise NotFound


def _hello(pk, command):
    row = _reload(pk)
    return handling.hello(row, command), Numbers.of(row)


def _handle(pk, kind, command):
    row = _reload(pk)
    with translation.override(row.locale or settings.LANGUAGE_CODE):
        values = handling.HANDLERS[kind](row, command)
    return values, OwnConversation.of(row, row.visitor.name)
