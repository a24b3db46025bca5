"""
A talk that makes the server send one of everything, held against the golden frames: each example
has exactly the keys of a real frame, and each real frame has an example.
"""

import inspect
import uuid

import pytest
from asgiref.sync import sync_to_async

from livechat.actions.erasing import erase
from livechat.delivery import beat
from livechat.models import Conversation
from livechat.protocol import events

from . import golden

pytestmark = pytest.mark.django_db(transaction=True)
BARE = {"type": "ok", "ref": "1"}


class Recorder:
    """A socket that keeps every frame, with the command that a reply answers."""

    def __init__(self, audience, socket, seen):
        self.audience, self.socket, self.seen = audience, socket, seen

    async def call(self, kind, **values):
        reply = await self.socket.call(kind, **values)
        assert reply["type"] == "ok", (kind, reply)
        self.keep("reply", kind, reply)

    async def wait_for(self, kind):
        self.keep("event", kind, await self.socket.event(kind))

    def keep(self, direction, name, frame):
        self.seen.append((direction, self.audience, name, frame))

    def finish(self):
        for frame in self.socket.events:
            assert frame["type"] not in ("ok", "error"), frame
            self.keep("event", frame["type"], frame)


def post(body="Hi"):
    return {"client_id": str(uuid.uuid4()), "body": body}


@sync_to_async
def edit(conversation):
    """A message is edited by a process whose hint gets lost."""
    row = Conversation.objects.get(public_id=conversation["id"])
    row.rev, row.visitor_rev = row.rev + 1, row.visitor_rev + 1
    row.save()
    row.messages.filter(seq__in=(1, 3)).update(changed_rev=row.rev, changed_vrev=row.visitor_rev)


@sync_to_async
def erase_it(conversation, user):
    erase(Conversation.objects.get(public_id=conversation["id"]), user)


@pytest.fixture
async def talk(sockets, visitor, conversation, staff, site, monkeypatch):
    """Everything that was said: ``(direction, audience, name, frame)``."""
    monkeypatch.setattr(beat, "TICK", 0.1)
    seen, here = [], {"conversation": conversation["id"]}
    tab = Recorder("visitor", await sockets.visitor(visitor, conversation, hello=False), seen)
    sam = Recorder("staff", await sockets.staff(staff.sam, hello=False), seen)
    mona = Recorder("staff", await sockets.staff(staff.mona, hello=False), seen)
    for console in (sam, mona):
        await console.call("hello", v=1)
        await console.call("conversation.open", **here)
    await tab.call("hello", v=1)
    await tab.call("visitor.update", name="Grace", email="grace@example.com")
    await tab.call("page.visited", url="http://testserver/shop/", title="Shop")
    await tab.call("message.post", **post("Does the lamp dim?"))
    await sam.call("conversation.claim", **here)
    await sam.call("conversation.release", **here)
    await mona.call("conversation.assign", to=str(staff.sam.pk), **here)
    await sam.call("message.post", **post("Yes"), **here)
    await sam.call("note.post", **post("She asks a lot"), **here)
    await sam.call("note.post", **post("@Mona?"), mentions=[str(staff.mona.pk)], **here)
    await mona.wait_for("mention.posted")
    card = {"client_id": str(uuid.uuid4()), "card": "page", "id": str(site.home.pk)}
    await sam.call("card.post", **card, **here)
    await tab.call("typing.set", on=True)
    await mona.call("typing.set", on=True, **here)
    await tab.call("read.mark", seq=2)
    await sam.call("read.mark", seq=3, **here)
    await sam.call("conversation.tag", tags=["lamp"], **here)
    await tab.call("history.get", before=3)
    await sam.call("history.get", before=3, **here)
    await sam.call("inbox.get", view="all")
    await sam.call("staff.list")
    await sam.call("availability.set", state="online")
    await tab.call("ping")
    await sam.call("ping")
    await tab.call("hello", v=1, after=1, rev=1)
    await tab.call("hello", v=1, after=99)
    await edit(conversation)
    for each in (tab, sam):
        await each.wait_for("message.changed")
        await each.wait_for("message.changed")
        await each.wait_for("presence.changed")
    await tab.wait_for("heartbeat")
    sam.keep("event", "heartbeat", await sam.socket.event("heartbeat", **here))
    while "inbox" not in (frame := await sam.socket.event("heartbeat")):
        pass
    sam.keep("event", "heartbeat", frame)
    await sam.wait_for("inbox.changed")
    await sam.call("conversation.invite", staff=str(staff.eddie.pk), **here)
    await tab.call("transcript.request", email="grace@example.com")
    await tab.call("conversation.close")
    await tab.call("conversation.rate", score=5)
    await sam.call("conversation.reopen", **here)
    await sam.call("conversation.transfer", department="sales", **here)
    await sam.wait_for("access.revoked")
    await sam.wait_for("inbox.removed")
    await mona.call("conversation.close", **here)
    await erase_it(conversation, staff.admin)
    for each in (tab, mona):
        await each.wait_for("conversation.erased")
    await mona.call("conversation.leave", **here | {"conversation": (await leave(visitor))["id"]})
    for each in (tab, sam, mona):
        each.finish()
    return seen


async def leave(visitor):
    """A conversation that nobody has opened."""
    return await sync_to_async(visitor.start)()


def examples(direction, audience, name):
    """The golden frames of an event, or of the ``ok`` to a command."""
    return {
        file: each["frame"]
        for file, each in golden.of(direction).items()
        if audience in each["audience"]
        and (each.get("answers") or each["name"]) == name
        and each["frame"]["type"] != "error"
    }


async def test_the_golden_frames_are_what_the_server_sends(talk):
    problems, unused = (
        [],
        set(golden.of("event"))
        | {file for file, each in golden.of("reply").items() if each["frame"]["type"] == "ok"},
    )
    for direction, audience, name, frame in talk:
        shown = examples(direction, audience, name)
        if direction == "reply" and not shown:
            shown = {"a bare ok": BARE}
        if not shown:
            problems.append(f"{audience} {name}: no example of {frame}")
            continue
        found = {file: golden.differences(each, frame) for file, each in shown.items()}
        fitting = {file for file, each in found.items() if not each}
        unused -= fitting
        if not fitting:
            problems.append(f"{audience} {name}: {min(found.values(), key=len)} of {[*found]}")
    assert not problems, "\n" + "\n".join(sorted(set(problems)))
    assert not unused, f"Nothing like these was sent: {sorted(unused)}"


def test_every_event_that_the_server_knows_has_an_example():
    helpers = {"encode", "quoted", "with_access", "ok", "stored", "error"}
    made = {
        name.replace("_", ".").replace("inbox.heartbeat", "heartbeat")
        for name, function in inspect.getmembers(events, inspect.isfunction)
        if not name.startswith("_") and name not in helpers
    }
    assert made == {each["name"] for each in golden.of("event").values()}
