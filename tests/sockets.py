"""Sockets through the whole ASGI application."""

import json
import uuid

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.test import Client

from cms.asgi import application
from livechat.delivery.hub import current_hub

ORIGIN = "http://testserver"


class Socket:
    """
    ``call`` sends a command and returns its reply; ``event`` the next event of a type.
    ``origin`` is one, None, or a list of several.
    """

    def __init__(self, path, cookie="", origin=ORIGIN, host="testserver"):
        headers = [(b"host", host.encode())]
        origins = [origin] if isinstance(origin, str) else origin or []
        headers += [(b"origin", each.encode("latin1")) for each in origins]
        if cookie:
            headers.append((b"cookie", cookie.encode()))
        self.communicator = WebsocketCommunicator(application, path, headers=headers)
        self.events = []
        self.refs = 0

    async def connect(self):
        accepted, code = await self.communicator.connect(timeout=5)
        return accepted, code

    async def send(self, **frame):
        await self.send_text(json.dumps(frame, ensure_ascii=False))

    async def send_text(self, text):
        await self.communicator.send_to(text_data=text)

    async def next(self, timeout=15):
        message = await self.communicator.receive_output(timeout)
        if message["type"] == "websocket.close":
            return {"type": "close", "code": message.get("code", 1000)}
        return json.loads(message["text"])

    async def call(self, kind, **values):
        self.refs += 1
        ref = str(self.refs)
        await self.send(type=kind, ref=ref, **values)
        return await self.reply(ref)

    async def reply(self, ref):
        """The answer to the command with this ``ref``."""
        while (frame := await self.next()).get("ref") != ref:
            assert frame["type"] != "close", frame
            self.events.append(frame)
        return frame

    async def answer(self):
        """The next reply, whatever it answers."""
        while (frame := await self.next())["type"] not in ("ok", "error"):
            assert frame["type"] != "close", frame
            self.events.append(frame)
        return frame

    async def event(self, kind, **having):
        def fits(frame):
            return frame["type"] == kind and all(frame.get(k) == v for k, v in having.items())

        for frame in self.events:
            if fits(frame):
                self.events.remove(frame)
                return frame
        while not fits(frame := await self.next()):
            assert frame["type"] != "close", frame
            self.events.append(frame)
        return frame

    async def hears_nothing_of(self, *kinds):
        """After a round trip nothing of these kinds has come."""
        return not await self.heard(*kinds)

    async def heard(self, *kinds):
        """The events of these kinds that have come by now, taken away."""
        await self.call("ping")
        heard = [frame for frame in self.events if frame["type"] in kinds]
        self.events = [frame for frame in self.events if frame["type"] not in kinds]
        return heard

    async def closed(self):
        """The code that the server closes with; what came before is in ``events``."""
        while (frame := await self.next())["type"] != "close":
            self.events.append(frame)
        return frame["code"]

    async def post(self, body="Hello", **values):
        values = {"client_id": str(uuid.uuid4())} | values
        return await self.call("message.post", body=body, **values)

    async def close(self):
        await self.communicator.disconnect()


@pytest.fixture
async def sockets():
    """Opens sockets and closes them: ``await sockets.visitor(…)``, ``await sockets.staff(…)``."""
    made = Sockets()
    yield made
    for socket in made.opened:
        await socket.close()
    await current_hub().stop()


class Sockets:
    def __init__(self):
        self.opened = []

    async def open(self, path, cookie="", origin=ORIGIN, host="testserver"):
        socket = Socket(path, cookie, origin, host)
        accepted, socket.code = await socket.connect()
        self.opened.append(socket)
        socket.accepted = accepted
        return socket

    async def visitor(self, visitor, conversation, hello=True):
        """One of the visitor's tabs, with ``hello`` answered."""
        socket = await self.open(f"/livechat/ws/visitor/{conversation['id']}/", visitor.cookie)
        if hello:
            socket.hello = await socket.call("hello", v=1)
        return socket

    async def staff_in(self, conversation, user):
        """A console that has this conversation open."""
        socket = await self.staff(user)
        opened = await socket.call("conversation.open", conversation=conversation["id"])
        assert opened["type"] == "ok", opened
        socket.opened = opened
        return socket

    async def staff(self, user, hello=True):
        """A console of this person, with ``hello`` answered."""
        cookie = await sync_to_async(session_cookie)(user)
        socket = await self.open("/livechat/ws/staff/", cookie)
        if hello:
            socket.hello = await socket.call("hello", v=1)
        return socket


def session_cookie(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
