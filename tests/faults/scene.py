"""People in conversations, talking while something breaks; and the proof afterwards."""

import asyncio
import random
import time
import uuid
from contextlib import AsyncExitStack, asynccontextmanager

import httpx

from .chatter import Staff, Visitor
from .checker import disagreements, unsettled
from .journal import Journal
from .timeline import FIRST


class Scene:
    """``await scene.begin(conversations)``, then talk, then ``await scene.prove(within)``."""

    def __init__(self, world, seed):
        self.world, self.seed = world, seed
        self.random = random.Random(seed)
        self.journal, self.chatters = Journal(), []

    async def begin(self, conversations=4, window=1, staff=("sam", "ada"), home=None):
        """
        Visitors start conversations over HTTP, and staff open all of them; everybody spread over
        the processes so that each conversation has people on both, or in the one called ``home``.
        """
        opened = [await self.start_conversation(number) for number in range(conversations)]
        for number, (conversation, cookie) in enumerate(opened):
            self.add(
                Visitor, f"visitor {number}", home or number, cookie, conversation, window=window
            )
        for number, name in enumerate(staff):
            cookie = self.world.sessions[name]
            ids = [conversation for conversation, _ in opened]
            self.add(Staff, f"{name} {number}", home or number + 1, cookie, ids, window=window)
        await self.until(lambda: all(each.is_open.is_set() for each in self.chatters), 30)
        return self

    def add(self, kind, name, home, *args, **options):
        roads = self.world.roads(home % len(self.world.web))
        chatter = kind(self.journal, name, roads, *args, seed=self.seed, **options)
        self.chatters.append(chatter.start())
        return chatter

    async def start_conversation(self, number=0):
        """A visitor's ``(conversation id, cookie)``; asks again until it has an answer."""
        wish = {"key": uuid.uuid4().hex, "client_id": str(uuid.uuid4()), "body": FIRST}
        address = self.world.roads()[number % len(self.world.web)]
        async with httpx.AsyncClient(base_url=f"http://{address}", trust_env=False) as client:
            answer = await client.post("/livechat/conversations/", json=wish, timeout=30)
            answer.raise_for_status()
            cookie = f"livechat_visitor={answer.cookies['livechat_visitor']}"
        return answer.json()["conversation"]["id"], cookie

    @property
    def visitors(self):
        return [each for each in self.chatters if each.role == "visitor"]

    @property
    def staff(self):
        return [each for each in self.chatters if each.role == "staff"]

    def say_something(self):
        """Somebody says something somewhere; one in eight is a note."""
        chatter = self.random.choice(self.chatters)
        conversation = self.random.choice(list(chatter.timelines))
        note = chatter.role == "staff" and self.random.random() < 0.25
        return chatter.say(conversation, note)

    @asynccontextmanager
    async def talking(self, rate=20):
        """So many messages a second, by everybody, for as long as the block runs."""
        task = asyncio.create_task(self._talk(rate))
        try:
            yield
        finally:
            task.cancel()

    async def _talk(self, rate):
        while True:
            self.say_something()
            await asyncio.sleep(self.random.expovariate(rate))

    async def talk(self, seconds, rate=20):
        async with self.talking(rate):
            await asyncio.sleep(seconds)

    async def until(self, condition, within, what="it"):
        """Wait for a condition; the seconds that took."""
        begun = time.monotonic()
        while not condition():
            if time.monotonic() - begun > within:
                raise AssertionError(f"Waited {within} s for {what} in vain (seed {self.seed})")
            await asyncio.sleep(0.02)
        return time.monotonic() - begun

    async def settled(self, within):
        """Wait until nothing is on its way; the seconds that took, or what still waits."""
        begun = time.monotonic()
        while waiting := await asyncio.to_thread(unsettled, self.chatters, self.world.record):
            if time.monotonic() - begun > within:
                words = "\n  ".join(sorted(set(waiting))[:20])
                raise AssertionError(f"Not settled in {within} s (seed {self.seed}):\n  {words}")
            await asyncio.sleep(0.1)
        return time.monotonic() - begun

    async def prove(self, within=25):
        """Settles in time, and every invariant holds. Returns the seconds it took to settle."""
        took = await self.settled(within)
        async with AsyncExitStack() as quiet:
            for chatter in self.chatters:
                await quiet.enter_async_context(chatter.marks)
            await self.settled(within)
            found = disagreements(self.journal, self.chatters, self.world.record)
        assert not found, f"seed {self.seed}:\n  " + "\n  ".join(found[:20])
        unanswered = [each for each in self.journal.typed() if not each.ok]
        assert not unanswered, f"seed {self.seed}: {len(unanswered)} messages without ok"
        return took

    async def end(self):
        await asyncio.gather(*(each.stop() for each in self.chatters))
