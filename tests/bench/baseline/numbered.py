"""
``seq``: the plain way to do what the product does. A transaction for each message that locks the
room, takes the next number and inserts; ``group_send`` after the commit.
"""

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.db import transaction

from .models import Message, Room


class NumberedChatConsumer(AsyncJsonWebsocketConsumer):
    async def connect(self):
        if self.scope["user"].is_anonymous:
            return await self.close()
        self.room_name = self.scope["url_route"]["kwargs"]["room_name"]
        self.group = f"chat_{self.room_name}"
        await self.channel_layer.group_add(self.group, self.channel_name)
        await self.accept()

    async def disconnect(self, close_code):
        if hasattr(self, "group"):
            await self.channel_layer.group_discard(self.group, self.channel_name)

    async def receive_json(self, content):
        seq = await self.store(content["client_id"], content["message"])
        await self.channel_layer.group_send(
            self.group, {"type": "chat.message", "seq": seq, "message": content["message"]}
        )

    async def chat_message(self, event):
        await self.send_json({"seq": event["seq"], "message": event["message"]})

    @database_sync_to_async
    def store(self, client_id, body):
        with transaction.atomic():
            room = Room.objects.select_for_update().get(name=self.room_name)
            room.last_seq += 1
            room.save(update_fields=["last_seq"])
            Message.objects.create(
                room=room,
                seq=room.last_seq,
                client_id=client_id,
                author=self.scope["user"],
                body=body,
            )
        return room.last_seq
