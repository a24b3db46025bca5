"""Who sees the console, which conversations exist there for them, and what everybody else gets."""

import json
import re
import uuid

import pytest

pytestmark = pytest.mark.django_db

CONSOLE = "/admin/chat/"
JSON = ["api/waiting/", "api/search/?q=hello"]


def page_of(conversation_id):
    return f"{CONSOLE}conversations/{conversation_id}/"


def around(conversation_id):
    return f"{CONSOLE}api/conversations/{conversation_id}/"


def given(response):
    """What the console's page hands to its scripts."""
    found = re.search(
        r'id="livechat-console-start" type="application/json">(.*?)</script>',
        response.content.decode(),
    )
    return json.loads(found[1])


@pytest.mark.parametrize("name", ["sam", "sasha", "olive", "mona", "admin"])
def test_the_console_opens_for_people_with_any_chat_level(staff, desk_of, name):
    desk = desk_of(getattr(staff, name))
    assert desk.get(CONSOLE).status_code == 200
    for address in JSON:
        assert desk.get(CONSOLE + address).status_code == 200


def test_an_editor_without_chat_is_sent_back_and_told_why(staff, desk_of):
    assert desk_of(staff.sam).get(CONSOLE).status_code == 200
    answer = desk_of(staff.eddie).get(CONSOLE)
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_a_stranger_is_asked_to_log_in(site, desk_of):
    answer = desk_of().get(CONSOLE)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("name", ["eddie", None])
@pytest.mark.parametrize("address", JSON)
def test_json_addresses_refuse_in_json(staff, desk_of, name, address):
    assert desk_of(staff.sam).get(CONSOLE + address).status_code == 200
    answer = desk_of(getattr(staff, name) if name else None).get(CONSOLE + address)
    assert answer.status_code == 403
    assert answer.json()["code"] == "forbidden"


def test_a_conversation_opens_for_those_who_see_it_only(visitor, staff, desk_of, site):
    conversation = visitor.start(site.home)["id"]
    seen = {
        name: (
            desk_of(getattr(staff, name)).get(page_of(conversation)).status_code,
            desk_of(getattr(staff, name)).get(around(conversation)).status_code,
        )
        for name in ("sam", "olive", "mona", "admin", "sasha", "eddie")
    }
    yes, no = (200, 200), (404, 404)
    assert seen == {
        "sam": yes, "olive": yes, "mona": yes, "admin": yes, "sasha": no, "eddie": no,
    }  # fmt: skip


def test_one_that_is_not_mine_looks_like_one_that_does_not_exist(visitor, staff, desk_of, site):
    conversation = visitor.start(site.home)["id"]
    assert desk_of(staff.sam).get(page_of(conversation)).status_code == 200
    sasha = desk_of(staff.sasha)
    for address in (page_of, around):
        hidden, absent = sasha.get(address(conversation)), sasha.get(address(uuid.uuid4()))
        assert (hidden.status_code, absent.status_code) == (404, 404)
        assert steady(hidden) == steady(absent)


def steady(response):
    """A page without what differs from request to request."""
    text = response.content.decode()
    return re.sub(r'"CSRF_TOKEN": "\w+"|[0-9a-f-]{36}', "", text)


def test_a_stranger_learns_nothing_from_a_conversation_s_address(visitor, site, desk_of, staff):
    conversation = visitor.start(site.home)["id"]
    assert desk_of(staff.sam).get(page_of(conversation)).status_code == 200
    for address in (conversation, uuid.uuid4()):
        assert desk_of().get(page_of(address)).status_code == 302
        assert desk_of().get(around(address)).status_code == 403


def test_the_inbox_opens_on_what_lives_in_ones_own_departments(new_visitor, staff, desk_of, site):
    mine, hers, closed = new_visitor(), new_visitor(), new_visitor()
    waiting = mine.start(site.home)["id"]
    hers.start(site.shop)
    over = closed.start(site.home)["id"]
    assert desk_of(staff.sam).send("conversation.close", conversation=over).status_code == 200
    lists = given(desk_of(staff.sam).get(CONSOLE))["lists"]
    assert [row["id"] for part in lists for row in part["conversations"]] == [waiting]


@pytest.mark.parametrize("view", ["mine", "waiting", "all", "closed", "nonsense"])
def test_every_view_has_an_address(staff, desk_of, view):
    start = given(desk_of(staff.sam).get(CONSOLE, view=view))
    assert start["scope"]["view"] == ("inbox" if view == "nonsense" else view)


def test_an_open_conversation_comes_with_the_page(visitor, staff, desk_of, site):
    conversation = visitor.start(site.home, body="Does it dim?")["id"]
    opened = given(desk_of(staff.olive).get(page_of(conversation)))["opened"]
    assert opened["messages"][0]["body"] == "Does it dim?"
    assert opened["conversation"]["access"] == "join"


def test_what_a_visitor_writes_cannot_leave_its_place_in_the_page(visitor, staff, desk_of, site):
    conversation = visitor.start(site.home, body="</script><script>alert(1)</script>")["id"]
    answer = desk_of(staff.sam).get(page_of(conversation))
    assert b"<script>alert(1)" not in answer.content
    assert given(answer)["opened"]["messages"][0]["body"].startswith("</script>")
