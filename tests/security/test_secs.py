"""The security cases SEC-01 to SEC-20 that are not told elsewhere, each by its number."""

import json
import secrets
import uuid

import pytest
from asgiref.sync import sync_to_async
from django.apps import apps
from django.core.cache import cache

from livechat import access, identity
from livechat.access import access_of
from livechat.delivery.hub import current_hub
from livechat.models import (
    Conversation,
    ConversationGroupGrant,
    ConversationUserGrant,
    Message,
    Visitor,
)
from tests.admin import client_of

pytestmark = pytest.mark.django_db
ADDRESSES = ["", "messages/", "commands/", "attachments/", "attachments/{attachment}/"]
NONSENSE = ["0", "null", "true", "[]", "{}", "1e3", "NaN", "-1", "%00", "..", "x" * 3_000]


def ask(visitor, address, public_id):
    path = f"conversations/{public_id}/{address.format(attachment=uuid.uuid4())}"
    if address == "commands/":
        return visitor.post(path, {"type": "ping", "ref": "1"})
    if address == "attachments/":
        return visitor.client.post(f"/livechat/{path}", {})
    return visitor.get(path)


@pytest.mark.parametrize("address", ADDRESSES)
def test_sec_01_ids_of_others_keys_and_nonsense_are_all_alike(new_visitor, address):
    mine, other = new_visitor(), new_visitor()
    own, foreign = mine.start(), other.start()
    key = Conversation.objects.get(public_id=foreign["id"]).pk
    wrong = [foreign["id"], str(key), str(uuid.uuid4()), *NONSENSE]
    answers = [ask(mine, address, each) for each in wrong]
    assert {answer.status_code for answer in answers} == {404}
    there, _by_key, missing = (answer.content.decode() for answer in answers[:3])
    assert there.replace(wrong[0], "<id>") == missing.replace(wrong[2], "<id>")
    if "{" not in address and address != "attachments/":
        assert ask(mine, address, own["id"]).status_code == 200


@pytest.mark.parametrize("token", [*NONSENSE[:8], "", "0", "\u00e9", "x" * 10_000])
def test_sec_04_a_token_that_is_none_finds_nothing(visitor, token):
    conversation = visitor.start()
    visitor.client.cookies[identity.COOKIE_NAME] = token
    answer = visitor.get(f"conversations/{conversation['id']}/messages/")
    assert answer.status_code == 404
    assert visitor.get("conversations/").json() == {"conversations": []}


@pytest.mark.parametrize("value", [0, "0", "", None, True, [], {}, 1e3, "x" * 10_000])
def test_sec_04_types_are_not_guessed(visitor, value):
    conversation = visitor.start()
    path = f"conversations/{conversation['id']}/commands/"
    frame = {"type": "message.post", "ref": "1", "client_id": value, "body": "Hello"}
    assert visitor.post(path, frame).status_code == 400
    frame = {"type": "read.mark", "ref": "1", "seq": value}
    assert visitor.post(path, frame).status_code == (
        200 if value == 0 and value is not True else 400
    )


def test_sec_05_secrets_are_long_unique_and_nowhere_in_the_database(visitor):
    tokens = {identity.new_token() for _ in range(100_000)}
    assert len(tokens) == 100_000 and min(map(len, tokens)) >= 43
    visitor.start()
    token = visitor.client.cookies[identity.COOKIE_NAME].value
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in ("livechat", "staff_console", "wagtailcore", "sessions"):
            for row in model._default_manager.values():
                assert token not in repr(row) and token.encode() not in map(_raw, row.values())
    assert token not in repr(getattr(cache, "_cache", ""))


def _raw(value):
    return bytes(value) if isinstance(value, (bytes, memoryview)) else value


@pytest.mark.django_db(transaction=True)
async def test_sec_06_no_cookie_no_room(sockets, new_visitor, site):
    owner, stranger = new_visitor(), new_visitor()
    conversation = await sync_to_async(owner.start)()
    await sync_to_async(stranger.start)()
    for cookie in ("", "livechat_visitor=wrong", stranger.cookie):
        path = f"/livechat/ws/visitor/{conversation['id']}/"
        socket = await sockets.open(path, cookie)
        assert await socket.closed() == 4404
        assert socket.events == []
        assert current_hub().conversations == {}
    await sockets.visitor(owner, conversation)
    assert len(current_hub().conversations) == 1


@pytest.mark.django_db(transaction=True)
async def test_sec_08_reading_is_not_writing_on_the_socket(sockets, visitor, staff, site):
    conversation = await sync_to_async(visitor.start)()
    olive = await sockets.staff_in(conversation, staff.olive)
    here = {"conversation": conversation["id"]}
    refused = [
        ("message.post", {"client_id": str(uuid.uuid4()), "body": "x"}),
        ("note.post", {"client_id": str(uuid.uuid4()), "body": "x"}),
        ("typing.set", {"on": True}),
        ("conversation.claim", {}),
        ("conversation.release", {}),
        ("conversation.assign", {"to": str(staff.olive.pk)}),
        ("conversation.transfer", {"department": "sales"}),
        ("conversation.invite", {"staff": str(staff.eddie.pk)}),
        ("conversation.close", {}),
        ("conversation.reopen", {}),
        ("conversation.tag", {"tags": ["x"]}),
    ]
    for kind, values in refused:
        answer = await olive.call(kind, **here, **values)
        assert answer.get("code") == "forbidden", (kind, answer)
    read = await olive.call("read.mark", **here, seq=1)
    assert read["type"] == "ok"
    row = await Conversation.objects.aget(public_id=conversation["id"])
    assert (row.staff_read_seq, row.unread, row.last_seq, row.status) == (0, 1, 1, "waiting")


def test_sec_12_a_permission_taken_between_two_requests_counts(staff, site, visitor):
    conversation = visitor.start()
    client = client_of(staff.sam)
    address = f"/admin/chat/api/conversations/{conversation['id']}/"
    assert client.get(address).status_code == 200
    access.revoke(staff.sam.groups.get(), "reply", site.support)
    assert client.get(address).status_code == 404
    assert client.get("/admin/chat/api/search/?q=Hello").status_code == 403


EXTRA = {
    "seq": 99,
    "vseq": 99,
    "at": "2001-01-01T00:00:00Z",
    "created_at": "2001-01-01T00:00:00Z",
    "kind": "note",
    "role": "staff",
    "author": {"role": "staff", "name": "Ada"},
    "author_name": "Ada",
    "is_staff": True,
    "site": 1,
    "assignee": 1,
    "department": "sales",
    "status": "closed",
    "data": {"internal": True},
    "internal": True,
}


@pytest.mark.django_db(transaction=True)
def test_sec_17_what_was_not_asked_for_is_ignored(visitor, site):
    conversation = visitor.start(
        **{k: v for k, v in EXTRA.items() if k not in ("site", "department")}
    )
    row = Conversation.objects.get(public_id=conversation["id"])
    assert (row.department, row.assignee, row.status) == (site.support, None, "waiting")
    path = f"conversations/{conversation['id']}/commands/"
    frame = {"type": "message.post", "ref": "1", "client_id": str(uuid.uuid4()), "body": "Two"}
    assert visitor.post(path, frame | EXTRA).status_code == 200
    for number, message in enumerate(Message.objects.order_by("seq"), 1):
        assert (message.seq, message.vseq, message.kind, message.role) == (
            number,
            number,
            "text",
            "visitor",
        )
        assert message.author is None and message.data == {} and message.created_at.year > 2001


@pytest.mark.parametrize("way", ["delete", "bulk", "erase"])
def test_sec_18_grants_go_with_their_conversation(staff, visitor, way):
    from livechat.actions.erasing import erase

    row = Conversation.objects.get(public_id=visitor.start()["id"])
    access.grant(staff.eddie, "reply", row)
    access.grant(staff.eddie.groups.get(), "join", row)
    if way == "delete":
        row.delete()
    elif way == "bulk":
        Conversation.objects.all().delete()
    else:
        erase(row, staff.admin)
    assert not ConversationUserGrant.objects.exists()
    assert not ConversationGroupGrant.objects.exists()
    again = Conversation.objects.create(
        pk=row.pk or 1,
        department=row.department,
        visitor=Visitor.objects.create(token_hash=secrets.token_bytes(32)),
    )
    assert access_of(staff.eddie).level(again) == access.Level.NONE


def test_sec_19_no_key_of_the_database_reaches_a_visitor(new_visitor, staff):
    """But the page's id, which is the site's own (contract section 3)."""
    for _ in range(3):
        visitor = new_visitor()
        started = visitor.start()
    messages = visitor.get(f"conversations/{started['id']}/messages/").json()
    assert messages["last_seq"] == 1

    def ids(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key == "id" or key.endswith("_id"):
                    yield inner
                yield from ids(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from ids(inner)

    for each in [*ids(started), *ids(messages)]:
        assert uuid.UUID(each).version == 4


def test_sec_20_what_is_named_beside_is_checked_too(staff, site, visitor, new_visitor):
    """A department, a colleague, another conversation as the edge of a page."""
    conversation, client = visitor.start(), client_of(staff.sam)
    foreign = new_visitor().start(site.shop)

    def send(kind, **values):
        frame = {"type": kind, "ref": "1"} | values
        answer = client.post(
            "/admin/chat/api/commands/", json.dumps(frame), content_type="application/json"
        )
        return answer.status_code, answer.json().get("code")

    here = {"conversation": conversation["id"]}
    site.sales.is_active = False
    site.sales.save()
    assert send("conversation.transfer", **here, department="sales") == (400, "bad_value")
    assert send("conversation.transfer", **here, department="nowhere") == (400, "bad_value")
    assert send("conversation.invite", **here, staff="999999") == (400, "bad_value")
    staff.eddie.groups.clear()
    assert send("conversation.invite", **here, staff=str(staff.eddie.pk)) == (400, "bad_value")
    missing = send("inbox.get", view="all", before=str(uuid.uuid4()))
    assert send("inbox.get", view="all", before=foreign["id"]) == missing == (404, "not_found")
