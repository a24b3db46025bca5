"""Sockets to addresses that are not there: the same answer as for a conversation that is not."""

from channels.consumer import AsyncConsumer

from ..origins import socket_is_allowed
from ..protocol import codes


class ElsewhereConsumer(AsyncConsumer):
    async def __call__(self, scope, receive, send):
        await receive()
        if socket_is_allowed(scope):
            await send({"type": "websocket.accept"})
            await send({"type": "websocket.close", "code": codes.CLOSE_NOT_FOUND})
        else:
            await send({"type": "websocket.close"})
