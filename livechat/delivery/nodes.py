"""
Between processes: one Channels group, joined once by each process ("node").

The channel layer is a hint, never the record. With the in-memory layer there is one process and
the layer is not touched. With Redis every commit is one publish, unless no other process is there
to hear it; a probe that does not come back in time says that hints are being lost, and the beat
then reads the database every second instead.
"""

import asyncio
import logging

from asgiref.sync import async_to_sync
from channels import DEFAULT_CHANNEL_LAYER
from channels.layers import InMemoryChannelLayer, channel_layers, get_channel_layer

from .announcement import unpack

logger = logging.getLogger("livechat.delivery")

GROUP = "livechat.nodes"
MESSAGE = "livechat.announcements"
PROBE_EVERY = 1.0
TIME_BOX = 1.5
"""Seconds that the layer may take for anything before it counts as down."""
SILENCE = 4.5
"""Seconds without even our own probes, after which we connect anew."""
ALONE_AFTER = 5.0
"""
Seconds without a word from another process, each of which probes every second, after which nobody
is told anything. Who is heard then may have missed something and is told to look.
"""
MAX_UNPUBLISHED = 5_000
"""Announcements waiting for a slow layer; the oldest of more are left to the heartbeat."""


def shared_layer():
    """The channel layer, if it reaches other processes; else None."""
    layer = get_channel_layer()
    return None if layer is None or isinstance(layer, InMemoryChannelLayer) else layer


def own_layer():
    """A layer like the shared one with connections of our own, which we may drop; None as above."""
    return channel_layers.make_backend(DEFAULT_CHANNEL_LAYER) if shared_layer() else None


def publish_from_outside(announcements):
    """Tell the other processes from a thread or command without a hub of its own."""
    layer = shared_layer()
    if layer is None:
        return
    packed = [each.pack() for each in announcements]
    message = {"type": MESSAGE, "node": "", "announcements": packed}
    try:
        async_to_sync(_time_boxed_send)(layer, message)
    except Exception as problem:
        logger.warning("The channel layer did not take a hint: %s", type(problem).__name__)


async def _time_boxed_send(layer, message):
    await asyncio.wait_for(layer.group_send(GROUP, message), TIME_BOX)


class Nodes:
    """This process's place among the others."""

    def __init__(self, hub):
        self.hub = hub
        self.layer = own_layer()
        self.is_down = False
        self._has_returned = False
        self._waiting = []
        self._wake = asyncio.Event()
        self._heard_probe = self._heard_others = 0.0

    @property
    def state(self):
        """For the health address: ``embedded`` (one process), ``ok`` or ``down``."""
        if self.layer is None:
            return "embedded"
        return "down" if self.is_down else "ok"

    def start(self):
        if self.layer is not None:
            self._heard_probe = self._heard_others = self.hub.loop.time()
            for each in (self._receiving(), self._publishing(), self._probing()):
                self.hub.spawn(each)

    def publish(self, announcements):
        """Tell the other processes soon. On the hub's loop."""
        if not announcements or self.layer is None or self.is_down or self._is_alone():
            return
        self._waiting.extend(each.pack() for each in announcements)
        del self._waiting[:-MAX_UNPUBLISHED]
        self._wake.set()

    def _is_alone(self):
        return self.hub.loop.time() - self._heard_others > ALONE_AFTER

    async def _publishing(self):
        while True:
            await self._wake.wait()
            self._wake.clear()
            batch, self._waiting = self._waiting, []
            returned, self._has_returned = self._has_returned, False
            if batch or returned:
                await self._send({"announcements": batch, "returned": returned})

    async def _probing(self):
        while True:
            await self._send({"probe": True})
            await asyncio.sleep(PROBE_EVERY)
            silent = self.hub.loop.time() - self._heard_probe
            self._note(silent > PROBE_EVERY + TIME_BOX)

    async def _send(self, values):
        try:
            await _time_boxed_send(self.layer, {"type": MESSAGE, "node": self.hub.node, **values})
        except Exception as problem:
            self._note(True, type(problem).__name__)

    async def _receiving(self):
        """Join the group and listen, again and again: the layer may lose us without a word."""
        while True:
            try:
                channel = await asyncio.wait_for(self.layer.new_channel(), TIME_BOX)
                await asyncio.wait_for(self.layer.group_add(GROUP, channel), TIME_BOX)
                # What was told before now did not reach us.
                self.hub.beat.catch_up_soon()
                await self._listen(channel)
            except Exception as problem:
                self._note(True, type(problem).__name__)
            await self._hang_up()
            await asyncio.sleep(PROBE_EVERY)

    async def _hang_up(self):
        """A connection may be dead for many minutes before the kernel says so: leave it."""
        layer, self.layer = self.layer, own_layer()
        # flush() of the stock Redis layer would empty Redis for everybody; it has close_pools().
        close = getattr(layer, "close_pools", None) or layer.flush
        try:
            await asyncio.wait_for(close(), TIME_BOX)
        except Exception as problem:
            logger.info("A layer did not close well: %s", type(problem).__name__)

    async def _listen(self, channel):
        """Hand on what arrives; returns when nothing did, not even our own probes."""
        while True:
            try:
                message = await asyncio.wait_for(self.layer.receive(channel), SILENCE)
            except TimeoutError:
                return
            self._heard(message)

    def _heard(self, message):
        if message["node"] == self.hub.node:
            if message.get("probe"):
                self._heard_probe = self.hub.loop.time()
                self._note(False)
            return
        if message["node"]:
            self._heard_another()
        self.hub.hear([unpack(each) for each in message.get("announcements", ())])
        if message.get("returned"):
            # That process could tell us nothing for a while.
            self.hub.beat.catch_up_soon()

    def _heard_another(self):
        """Not one without sockets (see publish_from_outside), which needs to be told nothing."""
        if self._is_alone():
            self._say_returned()
        self._heard_others = self.hub.loop.time()

    def _say_returned(self):
        self._has_returned = True
        self._wake.set()

    def _note(self, is_down, reason="no answer"):
        if is_down == self.is_down:
            return
        self.is_down = is_down
        if is_down:
            self._waiting.clear()
            logger.warning("The channel layer is down (%s): reading the database instead", reason)
        else:
            logger.info("The channel layer is back")
            self.hub.beat.catch_up_soon()
            self._say_returned()
