"""Posting without waiting for the commit: the next frame is read while this one is being stored."""

from .. import throttle
from ..actions import messages
from ..delivery.database import database
from ..delivery.posting import post_soon
from ..protocol import events
from .base import LATER, ChatConsumer


class PostingConsumer(ChatConsumer):
    """Subclasses give ``audience``, ``limit`` (burst, per second) and ``throttle_key``."""

    audience = None
    limit = None

    def store(self, post, ref):
        """The reply follows after the commit; over the limit only a repeat is answered."""
        wait = throttle.messages.take(self.throttle_key, self.limit)
        if wait:
            return self._repeat(post, wait)
        post_soon(self.hub, post, lambda outcome: self._stored(ref, outcome))
        self.unanswered += 1
        return LATER

    async def _repeat(self, post, wait):
        stored = await database.run(messages.find_repeat, post, wait)
        return messages.receipt(stored, self.audience)

    def _stored(self, ref, outcome):
        self.unanswered -= 1
        if outcome.repeat or outcome.problem:
            throttle.messages.give_back(self.throttle_key, self.limit)
        if outcome.problem:
            self.refuse(ref, outcome.problem)
        elif ref is not None:
            self.reply(events.stored(ref, **messages.receipt(outcome.stored, self.audience)))
