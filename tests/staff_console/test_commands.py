"""The staff's fallback over HTTP: the socket's commands, replies and errors."""

import uuid

import pytest

from tests.staff_console.conftest import COMMANDS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def conversation(visitor, site):
    return visitor.start(site.home)["id"]


def code(answer):
    return answer.status_code, answer.json().get("code")


def post(desk, conversation, kind="message.post", body="Hello", **values):
    values = {"client_id": str(uuid.uuid4())} | values
    return desk.send(kind, conversation=conversation, body=body, **values)


def test_hello_is_answered_as_on_the_socket(staff, desk_of):
    answer = desk_of(staff.sam).send("hello", v=1).json()
    assert (answer["type"], answer["ref"]) == ("ok", "1")
    assert answer["staff"]["id"] == str(staff.sam.pk)
    access = {each["slug"]: each["access"] for each in answer["departments"]}
    assert access == {"support": "reply", "sales": "none"}


def test_an_answer_is_stored_and_takes_the_conversation(staff, desk_of, conversation, visitor):
    answer = post(desk_of(staff.sam), conversation, body="How can I help?")
    assert answer.json()["seq"] == 2
    seen = visitor.get(f"conversations/{conversation}/messages/").json()
    assert seen["messages"][-1]["body"] == "How can I help?"
    assert seen["conversation"]["assignee"] == {"name": "Sam"}


def test_the_same_message_twice_is_one(staff, desk_of, conversation):
    sam, client_id = desk_of(staff.sam), str(uuid.uuid4())
    first = post(sam, conversation, client_id=client_id).json()
    assert post(sam, conversation, client_id=client_id).json() == first
    other = post(sam, conversation, client_id=client_id, body="Another text")
    assert code(other) == (409, "conflict")


def test_a_note_stays_among_staff(staff, desk_of, conversation, visitor):
    assert post(desk_of(staff.sam), conversation, "note.post", "Careful").json()["seq"] == 2
    assert len(visitor.get(f"conversations/{conversation}/messages/").json()["messages"]) == 1


def test_exactly_one_of_two_takes_it(staff, desk_of, conversation):
    take = {"kind": "conversation.claim", "conversation": conversation}
    assert desk_of(staff.sam).send(**take).status_code == 200
    assert desk_of(staff.sam).send(**take).status_code == 200
    assert code(desk_of(staff.mona).send(**take)) == (409, "conflict")


@pytest.mark.parametrize(
    "kind, values",
    [
        ("message.post", {"client_id": str(uuid.uuid4()), "body": "Hello"}),
        ("note.post", {"client_id": str(uuid.uuid4()), "body": "Hello"}),
        ("typing.set", {"on": True}),
        ("conversation.claim", {}),
        ("conversation.release", {}),
        ("conversation.transfer", {"department": "sales"}),
        ("conversation.close", {}),
        ("conversation.reopen", {}),
        ("conversation.tag", {"tags": ["lamp"]}),
    ],
)
def test_who_may_only_read_is_refused_and_who_sees_nothing_finds_nothing(
    staff, desk_of, conversation, kind, values
):
    frame = {"kind": kind, "conversation": conversation, **values}
    assert code(desk_of(staff.olive).send(**frame)) == (403, "forbidden")
    for nobody in (staff.sasha, staff.eddie):
        hidden = desk_of(nobody).send(**frame)
        absent = desk_of(nobody).send(**frame | {"conversation": str(uuid.uuid4())})
        assert code(hidden) == (404, "not_found")
        assert hidden.content == absent.content
    assert desk_of(staff.sam).send(**frame).status_code == 200


def test_reading_is_open_to_observers(staff, desk_of, conversation):
    olive = desk_of(staff.olive)
    opened = olive.send("conversation.open", conversation=conversation).json()
    assert opened["messages"][0]["body"] == "Hello"
    assert olive.send("read.mark", conversation=conversation, seq=1).status_code == 200
    assert olive.send("history.get", conversation=conversation, before=2).json()["messages"]
    assert code(desk_of(staff.sasha).send("conversation.open", conversation=conversation))[0] == 404


def test_only_managers_assign_others(staff, desk_of, conversation):
    frame = {"conversation": conversation, "to": str(staff.sam.pk)}
    assert desk_of(staff.mona).send("conversation.assign", **frame).status_code == 200
    frame["to"] = str(staff.mona.pk)
    assert code(desk_of(staff.sam).send("conversation.assign", **frame)) == (403, "forbidden")


def test_a_closed_conversation_takes_notes_only(staff, desk_of, conversation):
    sam = desk_of(staff.sam)
    assert sam.send("conversation.close", conversation=conversation).status_code == 200
    assert code(post(sam, conversation)) == (409, "closed")
    assert post(sam, conversation, "note.post").status_code == 200


@pytest.mark.parametrize(
    "frame, expected",
    [
        ("{", (400, "bad_frame")),
        ("[]", (400, "bad_frame")),
        ('{"ref": "1"}', (400, "bad_frame")),
        ('{"type": "party.start"}', (400, "unknown_type")),
        ('{"type": "hello", "v": 99}', (400, "unsupported_version")),
        ('{"type": "inbox.get", "view": "theirs"}', (400, "bad_value")),
        ('{"type": "hello", "v": 1, "pad": "%s"}' % ("x" * 16_400), (413, "too_long")),
    ],
)
def test_what_makes_no_sense_gets_the_contract_s_error(staff, desk_of, frame, expected):
    sam = desk_of(staff.sam)
    assert sam.send("hello", v=1).status_code == 200
    assert code(sam.post(frame)) == expected


def test_a_text_that_is_too_long_is_refused(staff, desk_of, conversation):
    assert post(desk_of(staff.sam), conversation, body="x" * 4_000).status_code == 200
    assert code(post(desk_of(staff.sam), conversation, body="x" * 4_001)) == (400, "too_long")


def test_errors_carry_the_ref(staff, desk_of):
    answer = desk_of(staff.sam).send("conversation.claim", conversation=str(uuid.uuid4()))
    assert (answer.json()["ref"], answer.json()["type"]) == ("1", "error")


def test_only_post_is_taken_and_the_answer_is_json(staff, desk_of):
    answer = desk_of(staff.sam).get(COMMANDS)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert answer.json()["type"] == "error"


@pytest.mark.parametrize("name", ["eddie", None])
def test_people_without_chat_are_refused_in_json(staff, desk_of, name):
    assert desk_of(staff.sam).send("hello", v=1).status_code == 200
    for kind, values in (("hello", {"v": 1}), ("inbox.get", {"view": "all"}), ("staff.list", {})):
        answer = desk_of(getattr(staff, name) if name else None).send(kind, **values)
        assert code(answer) == (403, "forbidden")


def test_a_request_from_elsewhere_is_refused_in_json(staff, desk_of):
    sam = desk_of(staff.sam, enforce_csrf_checks=True)
    page = sam.get("/admin/chat/")
    token = page.context["csrf_token"]
    assert sam.post({"type": "ping"}, **{"X-CSRFToken": str(token)}).status_code == 200
    assert code(sam.post({"type": "ping"})) == (403, "forbidden")


def test_chat_ends_with_the_permission_to_enter_the_admin(staff, desk_of, conversation):
    sam = desk_of(staff.sam)
    assert sam.send("conversation.open", conversation=conversation).status_code == 200
    staff.sam.groups.get().permissions.clear()
    assert code(sam.send("conversation.open", conversation=conversation)) == (403, "forbidden")


def test_answers_are_not_cached(staff, desk_of):
    assert "no-store" in desk_of(staff.sam).send("ping")["Cache-Control"]
