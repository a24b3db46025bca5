"""The admin as each of the cast has it, and commands over HTTP."""

import json
import re

import pytest
from django.core.cache import cache
from django.test import Client

COMMANDS = "/admin/chat/api/commands/"


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    """What waits is remembered for two seconds, and tests are faster than that."""
    cache.clear()


class Desk:
    """One person's browser in the admin."""

    def __init__(self, user=None, **options):
        self.client = Client(**options)
        if user is not None:
            self.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def get(self, path, **values):
        return self.client.get(path, values)

    def start(self):
        """What the console's page begins with."""
        found = re.search(
            r'id="livechat-console-start" type="application/json">(.*?)</script>',
            self.get("/admin/chat/").content.decode(),
        )
        return json.loads(found[1])

    def send(self, kind, **values):
        return self.post({"type": kind, "ref": "1", **values})

    def post(self, frame, **headers):
        data = frame if isinstance(frame, str) else json.dumps(frame)
        return self.client.post(COMMANDS, data, content_type="application/json", headers=headers)


@pytest.fixture
def desk_of():
    """``desk_of(staff.sam)``; without anybody, a stranger's browser."""
    return Desk
