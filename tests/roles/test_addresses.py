"""
Every address of the chat against everybody, about a conversation in support that ``visitor``
started. An address without a row here fails.
"""

import uuid
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver

from livechat.models import ChatSettings, ChatTexts, Conversation, Schedule
from staff_console import visitor_notes
from staff_console.models import CannedReply

from .conftest import PEOPLE

pytestmark = pytest.mark.django_db(transaction=True)


def all_of(status):
    return dict.fromkeys(PEOPLE, status)


def staff(strangers, sasha, olive, sam, mona, eddie, admin):
    """``strangers``: everybody without a session in the admin."""
    found = dict.fromkeys(("anonymous", "other", "visitor"), strangers)
    named = {"sasha": sasha, "olive": olive, "sam": sam, "mona": mona, "eddie": eddie}
    return found | named | {"admin": admin}


# Nobody's session or cookie matters.
PUBLIC = all_of(200)
OWNER = all_of(404) | {"visitor": 200}
OWNER_CREATES = all_of(404) | {"visitor": 201}
# HTML of the admin: strangers go to the login (302), people without the permission to the start.
CONSOLE = staff(302, 200, 200, 200, 200, 302, 200)
READERS = staff(302, 404, 200, 200, 200, 404, 200)
DEPARTMENT_MANAGERS = staff(302, 302, 302, 302, 200, 302, 200)
DEPARTMENT_MANAGERS_ONLY_SEE = staff(302, 404, 404, 404, 200, 404, 200)
DEPARTMENTS_OF_ADMINS = staff(302, 404, 404, 404, 404, 404, 200)
ADMINS = staff(302, 302, 302, 302, 302, 302, 200)
# JSON of the console.
API = staff(403, 200, 200, 200, 200, 403, 200)
API_READERS = staff(403, 404, 200, 200, 200, 404, 200)
API_AGENTS = staff(403, 404, 403, 200, 200, 404, 200)
API_AGENTS_CREATE = staff(403, 404, 403, 201, 201, 404, 201)
API_ANY_MANAGERS = staff(403, 403, 403, 403, 200, 403, 200)
API_MANAGERS = staff(403, 404, 403, 403, 200, 404, 200)


def json(**values):
    return {"data": values, "content_type": "application/json"}


def file():
    return {
        "data": {
            "client_id": str(uuid.uuid4()),
            "file": SimpleUploadedFile("note.txt", b"Hi", "text/plain"),
        }
    }


def start():
    return json(key=uuid.uuid4().hex, client_id=str(uuid.uuid4()), body="Hi")


def note():
    return json(client_id=str(uuid.uuid4()), body="Likes warm light")


PING = json(type="ping")
OPEN = json(type="conversation.open", conversation="{conversation}")
EDDIE = json(staff="{eddie}")
BULK = json(action="close", conversations=["nonsense"])
CAPACITY = json(capacity=3)
FILTER = json(name="Mine", values={"view": "mine"})

CHAT, CONSOLE_API = "livechat/", "admin/chat/api/"
ONE, ONE_OF_STAFF = "conversations/<str:public_id>/", "conversations/<uuid:public_id>/"
HOURS, TEXTS = "admin/chat/hours/", "admin/chat/texts/"
COMPARE = (
    r"history/(?P<pk>.+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)\.\.\."
    r"(?P<revision_id_b>live|latest|\d+)/$"
)
DESKS, REPLIES = "admin/chat/departments/", "admin/snippets/staff_console/cannedreply/"
PEOPLE_CHOOSER = "admin/chat/people/"
OF_ONE = ("edit", "delete", "usage", "history", "history-results")

ROWS = {
    CHAT: [("get", None, PUBLIC)],
    CHAT + "availability/": [("get", None, PUBLIC)],
    CHAT + "health/": [("get", None, PUBLIC)],
    CHAT + "theme/<str:version>.css": [("get", None, PUBLIC)],
    CHAT + "staff/<str:key>/": [("get", None, all_of(404))],
    CHAT + "transcript/<str:token>/": [("get", None, all_of(404))],
    CHAT + "resume/<str:secret>/": [("get", None, all_of(404)), ("post", None, all_of(404))],
    CHAT + "conversations/": [("get", None, PUBLIC), ("post", start, all_of(201))],
    CHAT + ONE: [("get", None, OWNER)],
    CHAT + ONE + "messages/": [("get", None, OWNER)],
    CHAT + ONE + "commands/": [("post", PING, OWNER)],
    CHAT + ONE + "attachments/": [("post", file, OWNER_CREATES)],
    CHAT + ONE + "attachments/<str:attachment_id>/": [("get", None, OWNER)],
    "admin/chat/": [("get", None, CONSOLE)],
    "admin/chat/team/": [("get", None, DEPARTMENT_MANAGERS)],
    "admin/chat/export/": [("get", {"data": {"export": "csv"}}, CONSOLE)],
    "admin/chat/" + ONE_OF_STAFF: [("get", None, READERS)],
    CONSOLE_API + "commands/": [("post", PING, API), ("post", OPEN, API_READERS)],
    CONSOLE_API + "waiting/": [("get", None, API)],
    CONSOLE_API + "team/": [("get", None, API_ANY_MANAGERS)],
    CONSOLE_API + "team/<str:pk>/capacity/": [("post", CAPACITY, API_ANY_MANAGERS)],
    CONSOLE_API + "search/": [("get", None, API)],
    CONSOLE_API + "bulk/": [("post", BULK, API)],
    CONSOLE_API + "filters/": [("get", None, API), ("post", FILTER, API)],
    CONSOLE_API + "filters/<int:pk>/forget/": [("post", json(), API)],
    CONSOLE_API + ONE_OF_STAFF: [("get", None, API_READERS)],
    CONSOLE_API + ONE_OF_STAFF + "people/": [("get", None, API_AGENTS)],
    CONSOLE_API + ONE_OF_STAFF + "uninvite/": [("post", EDDIE, API_AGENTS)],
    CONSOLE_API + ONE_OF_STAFF + "erase/": [("post", json(), API_MANAGERS)],
    CONSOLE_API + ONE_OF_STAFF + "mentionable/": [("get", None, API_AGENTS)],
    CONSOLE_API + ONE_OF_STAFF + "visitor-notes/": [("post", note, API_AGENTS)],
    CONSOLE_API + ONE_OF_STAFF + "visitor-notes/<uuid:note_id>/delete/": [
        ("post", json(), staff(403, 404, 403, 403, 200, 404, 404))
    ],
    CONSOLE_API + "canned-replies/<int:pk>/used/": [
        ("post", json(), staff(403, 200, 200, 200, 200, 404, 200))
    ],
    CONSOLE_API + ONE_OF_STAFF + "attachments/": [("post", file, API_AGENTS_CREATE)],
    CONSOLE_API + ONE_OF_STAFF + "attachments/<uuid:attachment_id>/": [("get", None, API_READERS)],
    DESKS: [("get", None, DEPARTMENT_MANAGERS)],
    DESKS + "results/": [("get", None, DEPARTMENT_MANAGERS)],
    DESKS + "new/": [("get", None, ADMINS)],
    DESKS + "edit/<int:pk>/": [("get", None, DEPARTMENT_MANAGERS)],
    DESKS + "delete/<int:pk>/": [("get", None, DEPARTMENTS_OF_ADMINS)],
    DESKS + "history/<int:pk>/": [("get", None, DEPARTMENT_MANAGERS_ONLY_SEE)],
    DESKS + "history-results/<int:pk>/": [("get", None, DEPARTMENT_MANAGERS_ONLY_SEE)],
    DESKS + "usage/<int:pk>/": [("get", None, DEPARTMENTS_OF_ADMINS)],
    PEOPLE_CHOOSER: [("get", None, DEPARTMENT_MANAGERS)],
    PEOPLE_CHOOSER + "results/": [("get", None, DEPARTMENT_MANAGERS)],
    PEOPLE_CHOOSER + "chosen/<str:pk>/": [("get", None, DEPARTMENT_MANAGERS)],
    **{
        address + view: [("get", None, ADMINS)]
        for address in (HOURS, TEXTS)
        for view in ("", "results/", "new/", *(f"{name}/<int:pk>/" for name in OF_ONE))
    },
    REPLIES: [("get", None, ADMINS)],
    REPLIES + "results/": [("get", None, ADMINS)],
    REPLIES + "add/": [("get", None, ADMINS)],
    REPLIES + "edit/<int:pk>/": [("get", None, ADMINS)],
    REPLIES + "delete/<int:pk>/": [("get", None, ADMINS)],
    REPLIES + "copy/<int:pk>/": [("get", None, ADMINS)],
    REPLIES + "usage/<int:pk>/": [("get", None, ADMINS)],
    REPLIES + "history/<int:pk>/": [("get", None, ADMINS)],
    REPLIES + "history-results/<int:pk>/": [("get", None, ADMINS)],
    REPLIES + "preview/": [("get", None, ADMINS)],
    REPLIES + "preview/<int:pk>/": [("get", None, ADMINS)],
    REPLIES + "history/<int:pk>/revisions/<int:revision_id>/view/": [("get", None, ADMINS)],
    REPLIES + "history/<int:pk>/revisions/<int:revision_id>/revert/": [("get", None, ADMINS)],
    REPLIES + COMPARE: [("get", None, ADMINS)],
}
CASES = [(route, *each) for route, rows in ROWS.items() for each in rows]


def routes(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern, route)
        else:
            yield route


def test_sec_16_every_address_has_a_row():
    ours = {route for route in routes(get_resolver()) if route.startswith((CHAT, "admin/chat/"))}
    ours |= {route for route in routes(get_resolver()) if route.startswith(REPLIES)}
    assert set(ROWS) == ours


@pytest.fixture
def names(visitor, conversation, staff, site):
    """What stands in the routes and requests."""
    address = f"/livechat/conversations/{conversation['id']}/attachments/"
    message = visitor.client.post(address, file()["data"]).json()["message"]
    ChatSettings.objects.create(site=site.site, accent="#2b50c8")
    canned = CannedReply.objects.create(title="Hello", body="Hello!")
    return SimpleNamespace(
        conversation=conversation["id"],
        attachment=message["data"]["id"],
        note=note_of(conversation, staff.admin),
        department=site.support.pk,
        hours=Schedule.objects.create(name="Office").pk,
        texts=ChatTexts.objects.create(site=site.site, locale=site.home.locale).pk,
        canned=canned.pk,
        revision=canned.save_revision().pk,
        eddie=str(staff.eddie.pk),
        sam=str(staff.sam.pk),
    )


def note_of(conversation, user):
    """A note about the visitor that ``user`` wrote; its id."""
    client_id = uuid.uuid4()
    row = Conversation.objects.get(public_id=conversation["id"])
    visitor_notes.write(row, user, client_id, "Likes warm light")
    return client_id


def ask(client, route, method, values, names):
    pks = {
        REPLIES: names.canned,
        CONSOLE_API + "canned": names.canned,
        PEOPLE_CHOOSER: names.eddie,
        CONSOLE_API + "team": names.sam,
        HOURS: names.hours,
        TEXTS: names.texts,
    }
    pk = next((pk for start, pk in pks.items() if route.startswith(start)), names.department)
    path = "/" + route.replace(COMPARE, f"history/{pk}/revisions/compare/earliest...latest/")
    for mark, value in {
        "public_id": names.conversation,
        "attachment_id": names.attachment,
        "note_id": names.note,
        "revision_id": names.revision,
        "pk": pk,
        "token": "nonsense",
        "secret": "nonsense",
        "version": "0",
    }.items():
        for kind in ("str", "uuid", "int"):
            path = path.replace(f"<{kind}:{mark}>", str(value))
    values = values() if callable(values) else dict(values or {})
    if "content_type" in values:
        marks = {"{conversation}": names.conversation, "{eddie}": names.eddie}
        filled = {key: marks.get(str(value), value) for key, value in values["data"].items()}
        values["data"] = filled
    return getattr(client, method)(path, **values)


@pytest.mark.parametrize(("route", "method", "values", "expected"), CASES)
def test_sec_07_sec_16_who_gets_what(browsers, names, route, method, values, expected):
    # The one who changes most comes last: admin erases what the others asked for.
    order = [*[name for name in PEOPLE if name not in ("mona", "admin")], "mona"]
    found = {name: ask(browsers[name], route, method, values, names) for name in order}
    if "erase" not in route:
        found["admin"] = ask(browsers["admin"], route, method, values, names)
    statuses = {name: answer.status_code for name, answer in found.items()}
    assert statuses == {name: expected[name] for name in statuses}
    for name, answer in found.items():
        if answer.status_code == 302 and name in ("anonymous", "other", "visitor"):
            assert answer["Location"].startswith("/admin/login/"), name


@pytest.mark.parametrize(
    ("route", "method", "values"),
    [(route, method, values) for route, method, values, _ in CASES if ONE_OF_STAFF in route],
)
def test_sec_07_for_those_who_see_nothing_of_it_it_does_not_exist(
    browsers, names, route, method, values, conversation
):
    missing = SimpleNamespace(**vars(names) | {"conversation": str(uuid.uuid4())})
    for name in ("sasha", "eddie"):
        foreign = ask(browsers[name], route, method, values, names)
        absent = ask(browsers[name], route, method, values, missing)
        assert (foreign.status_code, absent.status_code) == (404, 404), name
        assert foreign.content.replace(names.conversation.encode(), b"") == absent.content.replace(
            missing.conversation.encode(), b""
        )
    # Last, because it may erase the conversation.
    assert ask(browsers["mona"], route, method, values, names).status_code in (200, 201)
