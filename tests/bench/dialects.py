"""
How to speak with each system: its addresses, its frames. A body begins with the message's number
in its talk, ten digits, so that every arrival can be told from every other.
"""

import asyncio
import json
import re
import uuid
from itertools import count

BODY = re.compile(rb'"(?:body|message)": ?"(\d{10})')
SEQ = re.compile(rb'"seq": ?(\d+)')
REF = re.compile(rb'"ref":"(\d+)"')

_client_ids = count(uuid.uuid4().int >> 40 << 40)


def body(number, size=80):
    """A text of ``size`` bytes."""
    return f"{number:010d} ".ljust(size, "x")


def new_client_id():
    """A UUID never used before; making random ones would cost more than the message."""
    text = f"{next(_client_ids):032x}"
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"


class Plain:
    """A baseline's room: one JSON object each way, no greeting, no acknowledgement."""

    acknowledges = False

    def __init__(self, name):
        self.name = name

    def path(self, place, is_staff):
        return f"/{self.name}/{place.room}/"

    def cookie(self, place, staff_cookie, is_staff):
        return staff_cookie

    async def greet(self, seat):
        """Whoever is let in is in the room."""

    def post(self, seat, number):
        return b'{"client_id":"%b","message":"%b"}' % (
            new_client_id().encode(),
            body(number).encode(),
        )

    def hear(self, seat, payload):
        found, seq = BODY.search(payload), SEQ.search(payload)
        if found:
            seat.talk.arrived(seat, int(found[1]), int(seq[1]) if seq else None)
        else:
            seat.talk.refused(payload)


class Chat:
    """The product's protocol, version 1."""

    acknowledges = True

    def path(self, place, is_staff):
        return "/livechat/ws/staff/" if is_staff else f"/livechat/ws/visitor/{place.id}/"

    def cookie(self, place, staff_cookie, is_staff):
        return staff_cookie if is_staff else place.cookie

    async def greet(self, seat):
        """Say hello; staff open the conversation. The reply says how far it is."""
        reply = await self._call(seat, {"type": "hello", "v": 1})
        if seat.is_staff:
            place = seat.talk.place.id
            reply = await self._call(seat, {"type": "conversation.open", "conversation": place})
        seat.next_seq = reply["last_seq"] + 1

    async def _call(self, seat, frame):
        seat.reply = asyncio.get_running_loop().create_future()
        seat.socket.lost = seat.reply.set_exception
        seat.socket.send(json.dumps(frame | {"ref": "greeting"}).encode())
        async with asyncio.timeout(30):
            reply = await seat.reply
        seat.socket.lost = None
        return reply

    def post(self, seat, number):
        where = f'"conversation":"{seat.talk.place.id}",' if seat.is_staff else ""
        return (
            f'{{"type":"message.post","ref":"{number}",{where}'
            f'"client_id":"{new_client_id()}","body":"{body(number)}"}}'
        ).encode()

    def hear(self, seat, payload):
        if payload.startswith(b'{"type":"message.posted"'):
            number, seq = BODY.search(payload), SEQ.search(payload)
            seat.talk.arrived(seat, int(number[1]), int(seq[1]))
        elif payload.startswith(b'{"type":"ok"'):
            self._hear_ok(seat, payload)
        elif payload.startswith(b'{"type":"error"'):
            seat.talk.refused(payload)
        else:
            seat.talk.meter.other += 1  # Heartbeats, inbox updates, presence.

    def _hear_ok(self, seat, payload):
        ref = REF.search(payload, 0, 40)
        if ref:
            seat.talk.acknowledged(int(ref[1]), int(SEQ.search(payload)[1]))
        elif not seat.reply.done():
            seat.reply.set_result(json.loads(payload))
