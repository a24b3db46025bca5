"""``raw-room``: what the server itself can do. A bare ASGI function that repeats to a room."""

from collections import defaultdict

rooms = defaultdict(set)


async def application(scope, receive, send):
    if scope["type"] != "websocket":
        return
    await receive()
    await send({"type": "websocket.accept"})
    room = rooms[scope["path"]]
    room.add(send)
    while (event := await receive())["type"] == "websocket.receive":
        for each in list(room):
            await each({"type": "websocket.send", "text": event["text"]})
    room.discard(send)
