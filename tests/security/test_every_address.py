"""
SEC-07, SEC-09, SEC-16: every address and every command of ours has a row here, and does what the
row says for everybody. What is added without a row fails.
"""

import json
import re
import uuid

import pytest
from django.contrib.auth.models import Permission
from django.urls import URLPattern, get_resolver, reverse

from livechat.actions import conversations
from livechat.handling.staff import BOUND, UNBOUND
from livechat.handling.visitor import HANDLERS
from livechat.models import Conversation, Visitor
from livechat.protocol.commands import STAFF_COMMANDS, VISITOR_COMMANDS
from tests.admin import client_of

pytestmark = pytest.mark.django_db

PEOPLE = ["nobody", "eddie", "gone", "sasha", "olive", "sam", "mona", "admin"]
"""A stranger, an editor, sam's deactivated twin; sales; then the levels on support."""

ANYBODY = {"nobody": 200}
CHAT = dict.fromkeys(["sasha", "olive", "sam", "mona", "admin"], 200)
SEEING = dict.fromkeys(["olive", "sam", "mona", "admin"], 200)
REPLYING = {"olive": 403} | dict.fromkeys(["sam", "mona", "admin"], 200)
WRITING = {"olive": 403} | dict.fromkeys(["sam", "mona", "admin"], 400)
MANAGING = {"olive": 403, "sam": 403, "mona": 200, "admin": 200}
SUPERUSERS = {"admin": 200}

ADMIN = {
    # The console's page and its JSON.
    "staff_console:index": ("GET", CHAT, 403),
    "staff_console:conversation": ("GET", SEEING, 404),
    "staff_console:commands": ("POST", CHAT, 403),
    "staff_console:waiting": ("GET", CHAT, 403),
    "staff_console:search": ("GET", CHAT, 403),
    "staff_console:surroundings": ("GET", SEEING, 404),
    "staff_console:people": ("GET", REPLYING, 404),
    "staff_console:uninvite": ("POST", REPLYING, 404),
    "staff_console:erase": ("POST", MANAGING, 404),
    # Files: nothing was sent here, and no file of that id exists (see test_attachments.py).
    "staff_console:attachments": (
        "POST",
        {"olive": 403, "sam": 400, "mona": 400, "admin": 400},
        404,
    ),
    "staff_console:attachment": ("GET", {}, 404),
    # Departments: mona manages these two, nobody but the superuser sets them up.
    "livechat_departments:index": ("GET", {"mona": 200, "admin": 200}, 403),
    "livechat_departments:index_results": ("GET", {"mona": 200, "admin": 200}, 403),
    "livechat_departments:add": ("GET", SUPERUSERS, 403),
    "livechat_departments:edit": ("GET", {"mona": 200, "admin": 200}, 403),
    "livechat_departments:delete": ("GET", SUPERUSERS, 404),
    "livechat_departments:history": ("GET", {"mona": 200, "admin": 200}, 404),
    "livechat_departments:history_results": ("GET", {"mona": 200, "admin": 200}, 404),
    "livechat_departments:usage": ("GET", SUPERUSERS, 404),
}
"""``(method, {person: status}, what everybody else in the admin gets)``."""

PUBLIC = {
    "livechat:start",
    "livechat:conversation",
    "livechat:availability",
    "livechat:health",
    "livechat:conversations",
    "livechat:messages",
    "livechat:commands",
    "livechat:attachments",
    "livechat:attachment",
    "livechat:transcript",
}
"""
The visitor's addresses, which know cookies and signed links and no levels: test_secs.py and, in
tests/livechat, test_nothing_here.py, test_attachments.py and test_transcript.py ask them.
"""

OURS = re.compile(r"livechat|staff_console|cannedreply")


def addresses():
    """``{name: pattern}`` of every address whose view or namespace is ours."""
    found = {}

    def walk(patterns, namespaces):
        for each in patterns:
            if isinstance(each, URLPattern):
                name = ":".join([*namespaces, each.name or str(each.pattern)])
                view = each.callback
                module = getattr(getattr(view, "view_class", view), "__module__", "")
                if OURS.search(name) or module.split(".")[0] in ("livechat", "staff_console"):
                    found[name] = each
            else:
                inner = [*namespaces, each.namespace] if each.namespace else namespaces
                walk(each.url_patterns, inner)

    walk(get_resolver().url_patterns, [])
    return found


def rows():
    """Addresses that wait for a row; snippets are Wagtail's, asked below by permission."""
    return {name for name in addresses() if "cannedreply" not in name}


@pytest.fixture
def cast(staff, site, django_user_model):
    staff.gone = django_user_model.objects.create_user("gone", "gone@example.com", "x")
    staff.gone.groups.set(staff.sam.groups.all())
    return staff


@pytest.fixture
def conversation(visitor):
    return Conversation.objects.get(public_id=visitor.start()["id"])


def browser(cast, name):
    from django.test import Client

    if name == "nobody":
        return Client(headers={"x-requested-with": "XMLHttpRequest"})
    client = client_of(getattr(cast, name))
    if name == "gone":
        cast.gone.is_active = False
        cast.gone.save()
    return client


def test_every_address_has_a_row():
    assert rows() == ADMIN.keys() | PUBLIC


@pytest.mark.parametrize("name", ADMIN)
def test_the_address_does_what_its_row_says(cast, site, name):
    method, allowed, otherwise = ADMIN[name]
    for person in PEOPLE:
        # One each: an address may erase it.
        visitor = Visitor.objects.create(token_hash=person.encode())
        row = Conversation.objects.create(visitor=visitor, department=site.support)
        status = ask(browser(cast, person), method, name, row, site)
        assert status in expected(person, name, allowed, otherwise), (person, status)


def expected(person, name, allowed, otherwise):
    if person in allowed:
        return {allowed[person]}
    is_json = name.startswith("staff_console:") and name.split(":")[1] not in (
        "index",
        "conversation",
    )
    if person in ("nobody", "gone"):
        return {403} if is_json else {302, 403}
    return {otherwise}


def ask(client, method, name, conversation, site):
    pattern = addresses()[name].pattern
    if "attachment_id" in pattern.converters:
        address = reverse(name, args=[conversation.public_id, uuid.uuid4()])
    elif "public_id" in pattern.converters:
        address = reverse(name, args=[conversation.public_id])
    elif "pk" in pattern.converters or "<" in str(pattern):
        address = reverse(name, args=[site.support.pk])
    else:
        address = reverse(name)
    if method == "GET":
        return client.get(address).status_code
    data = {"type": "staff.list", "staff": client.session.get("_auth_user_id", "1")}
    return client.post(address, json.dumps(data), content_type="application/json").status_code


ABOUT_ONE = [
    name
    for name, (_method, may, otherwise) in ADMIN.items()
    if name.startswith("staff_console:") and otherwise == 404 and may
]


@pytest.mark.parametrize("name", ABOUT_ONE)
def test_forbidden_and_missing_are_the_same(cast, conversation, name):
    method = ADMIN[name][0]
    client = client_of(cast.sasha)
    answers = []
    for public_id in (conversation.public_id, uuid.uuid4()):
        address = reverse(name, args=[public_id])
        data = {"data": '{"staff": "1"}', "content_type": "application/json"}
        answer = client.get(address) if method == "GET" else client.post(address, **data)
        body = answer.content.decode().replace(str(public_id), "<id>")
        answers.append((answer.status_code, body, dict(answer.headers)))
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


def test_canned_replies_are_wagtails_by_permission(cast):
    names = [name for name in addresses() if "cannedreply" in name]
    assert names
    listing = next(name for name in names if name.endswith(":list"))
    for person in ("sasha", "olive", "sam", "mona", "eddie"):
        assert client_of(getattr(cast, person)).get(reverse(listing)).status_code == 403
    cast.eddie.user_permissions.add(Permission.objects.get(codename="change_cannedreply"))
    assert client_of(cast.eddie).get(reverse(listing)).status_code == 200


JOIN, REPLY, MANAGE = 1, 2, 3
COMMANDS = {
    "conversation.open": (JOIN, {}),
    "conversation.leave": (JOIN, {}),
    "read.mark": (JOIN, {"seq": 1}),
    "history.get": (JOIN, {"before": 5}),
    "message.post": (REPLY, {"client_id": "new", "body": "Hello"}),
    "note.post": (REPLY, {"client_id": "new", "body": "Hello"}),
    "typing.set": (REPLY, {"on": True}),
    "conversation.claim": (REPLY, {}),
    "conversation.release": (REPLY, {}),
    "conversation.assign": (MANAGE, {"to": "<mona>"}),
    "conversation.transfer": (REPLY, {"department": "sales"}),
    "conversation.invite": (REPLY, {"staff": "<eddie>"}),
    "conversation.close": (REPLY, {}),
    "conversation.reopen": (REPLY, {}),
    "conversation.tag": (REPLY, {"tags": ["a"]}),
}
OF_NO_CONVERSATION = {"hello", "ping", "availability.set", "inbox.get", "staff.list"}
LEVELS = {"eddie": 0, "sasha": 0, "olive": JOIN, "sam": REPLY, "mona": MANAGE, "admin": MANAGE}


def test_every_command_has_a_row():
    assert STAFF_COMMANDS.keys() == COMMANDS.keys() | OF_NO_CONVERSATION
    assert BOUND.keys() == COMMANDS.keys()
    assert UNBOUND.keys() == OF_NO_CONVERSATION
    assert HANDLERS.keys() | {"hello"} == VISITOR_COMMANDS.keys()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", COMMANDS)
def test_the_command_does_what_its_row_says(cast, conversation, kind):
    for person, level in LEVELS.items():
        needs, values = COMMANDS[kind]
        Conversation.objects.filter(pk=conversation.pk).update(
            status="waiting", assignee=None, department=conversation.department
        )
        answer = send(cast, person, kind, conversation.public_id, values)
        missing = send(cast, person, kind, uuid.uuid4(), values)
        if level < JOIN:
            assert answer == missing == (404, "not_found"), person
        elif level < needs:
            assert answer == (403, "forbidden"), person
        else:
            assert answer == (200, None), (person, answer)
            assert missing == (404, "not_found")


def send(cast, person, kind, public_id, values):
    frame = {"type": kind, "ref": "1", "conversation": str(public_id)} | values
    for key, value in frame.items():
        if value == "new":
            frame[key] = str(uuid.uuid4())
        elif isinstance(value, str) and value.startswith("<"):
            frame[key] = str(getattr(cast, value[1:-1]).pk)
    answer = client_of(getattr(cast, person)).post(
        reverse("staff_console:commands"), json.dumps(frame), content_type="application/json"
    )
    return answer.status_code, answer.json().get("code")


@pytest.mark.django_db(transaction=True)
def test_an_observer_changes_nothing_whatever_they_send(cast, conversation):
    """Read-only is read-only (SEC-08): the row and its messages stay as they are."""
    conversations.claim(conversation, cast.sam)
    conversation.refresh_from_db()

    def state():
        row = Conversation.objects.filter(pk=conversation.pk).values().get()
        return row, list(conversation.messages.values())

    before = state()
    for kind, (_needs, values) in COMMANDS.items():
        send(cast, "olive", kind, conversation.public_id, values)
    assert state() == before
