"""
The demo's settings with hints that go astray and a clock that is wrong, for daphne in a test.

The file at FAULT_CONTROL says how, at any moment: ``{"lose": 0.5, "double": 0.2, "shuffle": 0.3,
"skew": 120}``. Probes pass, so that the processes believe their channel layer healthy.
"""

import json
import os
import random
import time
from datetime import timedelta

from channels_redis.pubsub import RedisPubSubChannelLayer
from django.utils import timezone

from cms.settings import *  # noqa: F403
from cms.settings import CHANNEL_LAYERS

_true_time, _true_now = time.time, timezone.now


def trouble(name):
    """How much of this trouble there should be now."""
    try:
        with open(os.environ["FAULT_CONTROL"]) as file:
            return json.load(file).get(name, 0)
    except (OSError, ValueError):
        return 0


time.time = lambda: _true_time() + trouble("skew")
timezone.now = lambda: _true_now() + timedelta(seconds=trouble("skew"))


class Layer(RedisPubSubChannelLayer):
    """Loses, doubles and holds back what arrives, whatever Redis did."""

    late = ()

    async def receive(self, channel):
        while True:
            message = await super().__getattr__("receive")(channel)
            if message.get("probe"):
                return message
            if random.random() < trouble("lose"):
                continue
            if random.random() < trouble("double"):
                await self.send(channel, message)
            if random.random() < trouble("shuffle") and not message.get("late"):
                await self.send(channel, {**message, "late": True})
                continue
            return message


CHANNEL_LAYERS["default"]["BACKEND"] = f"{__name__}.Layer"
