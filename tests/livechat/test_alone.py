"""A process that is alone tells nobody; who comes then hears, and looks for the rest."""

import asyncio

import pytest
from channels.layers import channel_layers

from livechat.delivery import nodes

pytestmark = pytest.mark.django_db(transaction=True)


class Another:
    """Another process, as far as this one knows of it."""

    def __init__(self):
        self.layer = channel_layers.make_backend("default")

    async def listen(self):
        self.channel = await self.layer.new_channel()
        await self.layer.group_add(nodes.GROUP, self.channel)

    async def say(self, **values):
        message = {"type": nodes.MESSAGE, "node": "another", **values}
        await self.layer.group_send(nodes.GROUP, message)

    async def told(self):
        """The next that it is told by a process with sockets, probes apart."""
        async with asyncio.timeout(10):
            while True:
                message = await self.layer.receive(self.channel)
                if message["node"] not in ("", "another") and not message.get("probe"):
                    return message["announcements"], message["returned"]

    async def told_of(self, text):
        while text not in str((await self.told())[0]):
            pass


@pytest.fixture
async def another(redis):
    another = Another()
    await another.listen()
    yield another
    await another.layer.flush()


async def test_a_process_alone_publishes_nothing_until_it_hears_another(
    another, sockets, visitor, conversation, monkeypatch
):
    monkeypatch.setattr(nodes, "ALONE_AFTER", -1)
    tab = await sockets.visitor(visitor, conversation)
    assert (await tab.post("Nobody is there"))["type"] == "ok"
    await another.say(probe=True)
    # It may have missed something, and hears so.
    assert await another.told() == ([], True)
    monkeypatch.setattr(nodes, "ALONE_AFTER", 60)
    assert (await tab.post("Somebody is there"))["type"] == "ok"
    await another.told_of("Somebody is there")


async def test_a_process_that_has_just_begun_publishes(another, sockets, visitor, conversation):
    """It cannot know yet whether it is alone."""
    tab = await sockets.visitor(visitor, conversation)
    assert (await tab.post("Is anybody there?"))["type"] == "ok"
    await another.told_of("Is anybody there?")
