"""The consumer of the Channels tutorial, as it stands there; and the same storing each message."""

import json

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from .models import Message, Room


class ChatConsumer(AsyncWebsocketConsumer):
    """Tutorial part 3. Stores nothing. The session says who it is; nobody else is let in."""

    async def connect(self):
        if self.scope["user"].is_anonymous:
            return await self.close()
        self.room_name = self.scope["url_route"]["kwargs"]["room_name"]
        self.room_group_name = f"chat_{self.room_name}"
        await self.channel_layer.group_add(self.room_group_name, self.channel_name)
        await self.accept()

    async def disconnect(self, close_code):
        if hasattr(self, "room_group_name"):
            await self.channel_layer.group_discard(self.room_group_name, self.channel_name)

    async def receive(self, text_data):
        message = json.loads(text_data)["message"]
        await self.channel_layer.group_send(
            self.room_group_name, {"type": "chat.message", "message": message}
        )

    async def chat_message(self, event):
        await self.send(text_data=json.dumps({"message": event["message"]}))


class StoringChatConsumer(ChatConsumer):
    """Stores each message with the ORM before ``group_send``. No number, no order, no resends."""

    async def connect(self):
        await super().connect()
        if hasattr(self, "room_name"):
            self.room = await Room.objects.aget(name=self.room_name)

    async def receive(self, text_data):
        await self.store(json.loads(text_data)["message"])
        await super().receive(text_data)

    @database_sync_to_async
    def store(self, body):
        Message.objects.create(room=self.room, author=self.scope["user"], body=body)
