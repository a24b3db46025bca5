"""One action on many conversations."""

import pytest

from livechat.models import Conversation, Message

pytestmark = pytest.mark.django_db

BULK = "/admin/chat/api/bulk/"


def act(desk, action, ids, **values):
    frame = {"action": action, "conversations": ids} | values
    return desk.client.post(BULK, frame, content_type="application/json")


@pytest.fixture
def three(new_visitor, site):
    """Two in support and one in sales."""
    return [new_visitor().start(page)["id"] for page in (site.home, site.home, site.shop)]


def rows(ids):
    found = {str(row.public_id): row for row in Conversation.objects.filter(public_id__in=ids)}
    return [found[each] for each in ids]


def test_each_is_closed_for_whom_may_and_the_others_are_counted(three, staff, desk_of):
    answer = act(desk_of(staff.sam), "close", [*three, "nonsense"]).json()
    assert answer == {"done": three[:2], "refused": {"not_found": 2}}
    assert [row.status for row in rows(three)] == ["closed", "closed", "waiting"]
    assert act(desk_of(staff.sam), "reopen", three[:2]).json()["done"] == three[:2]
    said = Message.objects.filter(kind="event", conversation__public_id=three[0]).order_by("seq")
    assert [each.data for each in said] == [
        {"code": "closed", "by": "Sam"},
        {"code": "reopened", "by": "Sam"},
    ]
    assert rows(three)[0].status == "waiting"


def test_what_is_closed_already_is_counted_apart_so_that_undo_leaves_it(three, staff, desk_of):
    sam = desk_of(staff.sam)
    assert act(sam, "close", three[:1]).json()["done"] == three[:1]
    answer = act(sam, "close", three[:2]).json()
    assert answer == {"done": three[1:2], "refused": {"closed": 1}}
    act(sam, "reopen", answer["done"])
    assert [row.status for row in rows(three[:2])] == ["closed", "waiting"]


def test_who_may_only_read_changes_nothing(three, staff, desk_of):
    for action in ("close", "tag", "prioritize"):
        answer = act(desk_of(staff.olive), action, three[:2], tags=["x"], priority=2).json()
        assert answer == {"done": [], "refused": {"forbidden": 2}}, action
    assert [row.status for row in rows(three[:2])] == ["waiting", "waiting"]


def test_supervisors_assign_and_agents_may_not(three, staff, desk_of):
    sam = str(staff.sam.pk)
    answer = act(desk_of(staff.mona), "assign", three, to=sam).json()
    assert answer == {"done": three[:2], "refused": {"bad_value": 1}}, "sam may not answer in sales"
    assert [row.assignee for row in rows(three)] == [staff.sam, staff.sam, None]
    mona = str(staff.mona.pk)
    assert act(desk_of(staff.sam), "assign", three[:1], to=mona).json()["refused"] == {
        "forbidden": 1
    }


def test_tags_are_added_to_those_there_are(three, staff, desk_of):
    Conversation.objects.filter(public_id=three[0]).update(tags=["lamp"])
    act(desk_of(staff.sam), "tag", three[:2], tags=["vip", "lamp"])
    assert [row.tags for row in rows(three[:2])] == [["lamp", "vip"], ["vip", "lamp"]]
    many = [str(number) for number in range(19)]
    assert act(desk_of(staff.sam), "tag", three[:2], tags=many).json()["refused"] == {
        "bad_value": 2
    }


def test_priority_is_set(three, staff, desk_of):
    act(desk_of(staff.sam), "prioritize", three[:2], priority=2)
    assert [row.priority for row in rows(three)] == [2, 2, 0]


@pytest.mark.parametrize(
    "frame",
    [
        {},
        {"action": "erase", "conversations": ["x"]},
        {"action": "close", "conversations": []},
        {"action": "close", "conversations": ["x"] * 101},
        {"action": "assign", "conversations": ["x"]},
        {"action": "assign", "conversations": ["x"], "to": "nonsense"},
        {"action": "tag", "conversations": ["x"], "tags": [""]},
        {"action": "prioritize", "conversations": ["x"], "priority": 9},
    ],
)
def test_rubbish_is_refused_as_a_whole(staff, desk_of, frame):
    answer = desk_of(staff.sam).client.post(BULK, frame, content_type="application/json")
    assert (answer.status_code, answer.json()["type"]) == (400, "error")
