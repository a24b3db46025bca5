"""A Redis of one's own that works, is gone, or is there and does not answer."""

import os
import signal

import pytest
from redis import Redis

from tests import servers

BACKEND = "channels_redis.pubsub.RedisPubSubChannelLayer"


class Layer:
    def __init__(self, url):
        self.url = url
        self.pid = Redis.from_url(url).info("server")["process_id"]

    @property
    def setting(self):
        return {"default": {"BACKEND": BACKEND, "CONFIG": {"hosts": [self.url]}}}

    def become(self, state):
        """``up`` as it began, ``down`` without a goodbye, ``paused`` until :meth:`wake`."""
        if state == "down":
            os.kill(self.pid, signal.SIGKILL)
        elif state == "paused":
            os.kill(self.pid, signal.SIGSTOP)

    def wake(self):
        try:
            os.kill(self.pid, signal.SIGCONT)
        except ProcessLookupError:
            pass


@pytest.fixture
def redis(settings):
    """One for this test, and the site's channel layer in it."""
    with servers.redis() as url:
        layer = Layer(url)
        settings.CHANNEL_LAYERS = layer.setting
        try:
            yield layer
        finally:
            layer.wake()
