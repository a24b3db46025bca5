"""
SEC-07, SEC-10, SEC-11 and SEC-14: what is on the wire of everybody who could listen, while
everything happens in one conversation. Frames are looked at, not pages.
"""

import json
import uuid

import pytest
from asgiref.sync import sync_to_async

from livechat.delivery.hub import current_hub
from livechat.models import Conversation
from tests.admin import client_of

pytestmark = pytest.mark.django_db(transaction=True)

NOTE, TAG, OTHER = "nobody-outside-reads-this", "tag-for-staff", "what-another-visitor-wrote"
OF_STAFF_ONLY = {"note", "inbox", "access", "tags", "priority", "unread", "waiting_since", "page"}
VISITOR_KEYS = set(
    "type ref code message conversation messages last_seq more changed reset seq at "  # a frame
    "id status department assignee rev read created_at rating position "  # a conversation
    "client_id kind author body data slug name role visitor staff "  # a message, and both
    "on staff_online visitor_online".split()
)


def keys(value):
    """Every key of a frame, however deep; ``data`` is a file's, with keys of its own."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key != "data":
                yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


class Ear:
    """A socket, and everything that came to it."""

    def __init__(self, socket):
        self.socket = socket
        self.frames = [socket.hello]

    async def call(self, kind, **values):
        self.frames.append(await self.socket.call(kind, **values))
        return self.frames[-1]

    async def finish(self):
        await self.call("ping")
        self.frames += self.socket.events
        return self.frames


@sync_to_async
def edit(conversation):
    """A note and a message of the visitor are edited, as a process does whose hint is lost."""
    row = Conversation.objects.get(public_id=conversation["id"])
    row.rev, row.visitor_rev = row.rev + 1, row.visitor_rev + 1
    row.save()
    row.messages.filter(kind="note").update(changed_rev=row.rev)
    row.messages.filter(seq=1).update(changed_rev=row.rev, changed_vrev=row.visitor_rev)


@pytest.fixture
async def heard(sockets, visitor, new_visitor, staff, site):
    """All frames by who heard them: the visitor, another one, sam, and sasha who has no level."""
    started = await sync_to_async(visitor.start)(body="First", name="Grace")
    other = new_visitor()
    elsewhere = await sync_to_async(other.start)(body=OTHER, name="Somebody else")
    here = {"conversation": started["id"]}
    tab, stranger = (
        Ear(await sockets.visitor(visitor, started)),
        Ear(await sockets.visitor(other, elsewhere)),
    )
    sam = Ear(await sockets.staff_in(started, staff.sam))
    sasha = Ear(await sockets.staff(staff.sasha))
    assert (await sasha.call("conversation.open", **here))["code"] == "not_found"

    def text(body):
        return {"client_id": str(uuid.uuid4()), "body": body}

    for kind, values in (
        ("conversation.claim", {}),
        ("message.post", text("An answer")),
        ("note.post", text(NOTE)),
        ("typing.set", {"on": True}),
        ("read.mark", {"seq": 3}),
        ("conversation.tag", {"tags": [TAG]}),
        ("conversation.invite", {"staff": str(staff.eddie.pk)}),
    ):
        assert (await sam.call(kind, **here, **values))["type"] == "ok", kind
    for kind, values in (
        ("message.post", text("Thank you")),
        ("typing.set", {"on": True}),
        ("read.mark", {"seq": 2}),
        ("visitor.update", {"name": "Grace", "email": "grace@example.com"}),
        ("page.visited", {"url": "http://testserver/shop/?q=1", "title": "Shop"}),
        ("history.get", {"before": 3}),
        ("hello", {"v": 1, "after": 0, "rev": 1}),
    ):
        assert (await tab.call(kind, **values))["type"] == "ok", kind
    await edit(started)
    current_hub().beat.catch_up_soon()
    changed = [await sam.socket.event("message.changed") for _ in range(2)]
    sam.frames += changed
    tab.frames.append(await tab.socket.event("message.changed"))
    for kind, values in (
        ("conversation.close", {}),
        ("conversation.rate", {"score": 4, "comment": "Good"}),
    ):
        assert (await tab.call(kind, **values))["type"] == "ok", kind
    while (await sam.socket.event("inbox.changed"))["conversation"]["status"] != "closed":
        pass
    ears = {"visitor": tab, "stranger": stranger, "sam": sam, "sasha": sasha}
    return started, {name: await ear.finish() for name, ear in ears.items()}


async def test_sec_11_a_visitor_hears_what_is_meant_for_visitors(heard, staff, site):
    started, frames = heard
    assert {frame["type"] for frame in frames["visitor"]} >= {
        "ok",
        "message.posted",
        "message.changed",
        "typing.changed",
        "read.marked",
        "conversation.changed",
    }
    assert set(keys(frames["visitor"])) <= VISITOR_KEYS
    assert not OF_STAFF_ONLY & set(keys(frames["visitor"]))
    wire = json.dumps(frames["visitor"])
    for secret in (NOTE, TAG, OTHER, "@example.com", "127.0.0.1", "q=1", '"kind": "note"'):
        assert secret not in wire, secret
    for author in (frame.get("author") for frame in frames["visitor"]):
        assert author is None or set(author) == {"role", "name"}
    assert NOTE in json.dumps(frames["sam"])


async def test_sec_07_colleagues_without_access_and_other_visitors_hear_nothing(heard):
    started, frames = heard
    for name in ("sasha", "stranger"):
        told = [frame for frame in frames[name] if frame.get("code") != "not_found"]
        wire = json.dumps(told)
        for secret in (started["id"], "First", "An answer", NOTE, TAG, "Grace", "Shop"):
            assert secret not in wire, (name, secret)
    assert {frame["type"] for frame in frames["sasha"]} <= {
        "ok",
        "error",
        "staff.changed",
        "heartbeat",
    }


async def test_sec_14_an_edit_is_told_to_those_who_may_see_the_original(heard):
    _started, frames = heard
    edits = {
        name: sorted(
            frame["message"]["kind"] for frame in heard if frame["type"] == "message.changed"
        )
        for name, heard in frames.items()
    }
    assert edits == {"visitor": ["text"], "stranger": [], "sam": ["note", "text"], "sasha": []}


async def test_sec_10_every_way_shows_the_same_fields(sockets, visitor, staff, site):
    """The socket's answer, HTTP's, the list's and the page's are one frame for each audience."""
    started = await sync_to_async(visitor.start)(name="Grace", email="grace@example.com")
    tab, sam = await sockets.visitor(visitor, started), await sockets.staff(staff.sam)
    here = {"conversation": started["id"], "client_id": str(uuid.uuid4()), "body": NOTE}
    assert (await sam.call("note.post", **here))["type"] == "ok"
    opened = await sam.call("conversation.open", conversation=started["id"], after=0)
    said = await tab.call("hello", v=1)
    http = await sync_to_async(_over_http)(visitor, staff.sam, started["id"])
    assert said["conversation"] == http["read"]["conversation"] == http["listed"]
    assert said["messages"] == http["read"]["messages"]
    assert opened["conversation"] == http["opened"]["conversation"]
    assert opened["messages"] == http["opened"]["messages"]
    listed = (await sam.call("inbox.get", view="all"))["conversations"][0]
    assert listed == http["inbox"] == http["found"]
    assert listed | {"last_message": None} == opened["conversation"]
    assert set(said["conversation"]) - {"position"} < set(opened["conversation"])
    assert NOTE in json.dumps(opened) and NOTE not in json.dumps([said, http["read"]])


def _over_http(visitor, user, public_id):
    sam = client_of(user)

    def command(kind, **values):
        frame = {"type": kind, "ref": "1"} | values
        return sam.post("/admin/chat/api/commands/", frame, content_type="application/json").json()

    return {
        "read": visitor.get(f"conversations/{public_id}/messages/").json(),
        "listed": visitor.get("conversations/").json()["conversations"][0],
        "opened": command("conversation.open", conversation=public_id, after=0),
        "inbox": command("inbox.get", view="all")["conversations"][0],
        "found": sam.get("/admin/chat/api/search/?q=Grace").json()["conversations"][0],
    }
