"""``application = with_livechat(get_asgi_application())``: the one line of a site's asgi.py."""

from functools import lru_cache

from django.core.handlers.asgi import ASGIHandler
from django.urls import reverse

from .delivery.hub import current_hub
from .errors import Busy
from .protocol import events


def with_livechat(application):
    """
    The site's ASGI application with the chat's sockets. Everything else goes on to
    ``application``, sockets of other apps too if it is more than Django's own handler.
    """
    from .routing import websockets

    with_livechat.was_called = True

    async def livechat_application(scope, receive, send):
        hub = current_hub()
        if scope["type"] == "http" and hub.retirement.begun:
            return await _come_back(send)
        if scope["type"] != "websocket":
            with hub.retirement.serving():
                return await application(scope, receive, send)
        prefix = _prefix()
        if scope["path"].startswith(prefix + "ws/"):
            inner = {**scope, "path": scope["path"][len(prefix) - 1 :]}
            inner.pop("root_path", None)
            return await websockets(inner, receive, send)
        if isinstance(application, ASGIHandler):
            return await _refuse(receive, send)
        return await application(scope, receive, send)

    return livechat_application


def is_in_use():
    """Whether the site's asgi.py, once imported, has called ``with_livechat``: for the checks."""
    return getattr(with_livechat, "was_called", False)


@lru_cache(maxsize=1)
def _prefix():
    """Where the site mounted ``livechat.urls``, with slashes at both ends."""
    return reverse("livechat:availability").removesuffix("availability/")


async def _come_back(send):
    """A request on an old connection while the process ends: another one will serve it."""
    body = events.encode(events.error(None, Busy())).encode()
    headers = [(b"content-type", b"application/json"), (b"retry-after", b"1")]
    await send({"type": "http.response.start", "status": Busy.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _refuse(receive, send):
    await receive()
    await send({"type": "websocket.close"})
