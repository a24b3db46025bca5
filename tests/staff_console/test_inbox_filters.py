"""Lists narrowed by what a conversation is, and filters that one keeps."""

import pytest

from livechat.models import Conversation

pytestmark = pytest.mark.django_db

FILTERS = "/admin/chat/api/filters/"


@pytest.fixture
def several(new_visitor, site, staff):
    """By name: conversations that differ in one thing each from ``plain``."""
    names = ("plain", "tagged", "urgent", "french", "taken", "sales")
    made = {
        name: new_visitor().start(site.shop if name == "sales" else site.home) for name in names
    }
    rows = {name: Conversation.objects.filter(public_id=each["id"]) for name, each in made.items()}
    rows["tagged"].update(tags=["lämp", "warm"])
    rows["urgent"].update(priority=2)
    rows["french"].update(locale="fr")
    rows["taken"].update(status="open", assignee=staff.sam, waiting_since=None)
    return {each["id"]: name for name, each in made.items()}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"tag": "lämp"}, {"tagged"}),
        ({"tag": "läm"}, set()),
        ({"tag": '"'}, set()),
        ({"priority": 1}, {"urgent"}),
        ({"locale": "fr"}, {"french"}),
        ({"assignee": "nobody", "department": "sales"}, {"sales"}),
        ({"department": "sales"}, {"sales"}),
        ({"department": "sales", "tag": "warm"}, set()),
        ({"department": "nonsense"}, set()),
        ({}, {"plain", "tagged", "urgent", "french", "taken", "sales"}),
    ],
)
def test_a_list_shows_what_fits_all_that_is_wanted(several, staff, desk_of, wanted, expected):
    reply = desk_of(staff.mona).send("inbox.get", view="all", **wanted).json()
    assert {several[each["id"]] for each in reply["conversations"]} == expected


def test_one_narrows_to_oneself_and_to_a_colleague_by_id(several, staff, desk_of):
    for name, who in (("sam", "me"), ("mona", str(staff.sam.pk))):
        reply = desk_of(getattr(staff, name)).send("inbox.get", view="all", assignee=who).json()
        assert [several[each["id"]] for each in reply["conversations"]] == ["taken"]
    nonsense = desk_of(staff.mona).send("inbox.get", view="all", assignee="nonsense")
    assert nonsense.json()["code"] == "bad_value"


def test_no_filter_shows_what_one_may_not_see(several, staff, desk_of):
    sam = desk_of(staff.sam).send("inbox.get", view="all", department="sales").json()
    assert sam["conversations"] == []
    sasha = desk_of(staff.sasha).send("inbox.get", view="all", department="sales").json()
    assert len(sasha["conversations"]) == 1


def test_those_who_wait_come_the_longest_first_page_by_page(new_visitor, site, staff, desk_of):
    ids = [new_visitor().start(site.home)["id"] for _ in range(3)]
    sam = desk_of(staff.sam)
    first = sam.send("inbox.get", view="waiting", limit=2).json()
    assert ([each["id"] for each in first["conversations"]], first["more"]) == (ids[:2], True)
    second = sam.send("inbox.get", view="waiting", limit=2, before=ids[1]).json()
    assert ([each["id"] for each in second["conversations"]], second["more"]) == (ids[2:], False)
    sam.send("conversation.claim", conversation=ids[1])
    again = sam.send("inbox.get", view="waiting", limit=2, before=ids[1]).json()
    assert ids[2] in [each["id"] for each in again["conversations"]]


def save(desk, name="VIP", **values):
    frame = {"name": name, "values": values}
    return desk.client.post(FILTERS, frame, content_type="application/json")


def test_a_filter_is_kept_under_its_name_for_oneself(staff, desk_of):
    sam, olive = desk_of(staff.sam), desk_of(staff.olive)
    save(sam, view="all", tag="vip")
    [kept] = save(sam, view="all", tag="vip", priority=1).json()["filters"]
    assert kept == {
        "id": kept["id"],
        "name": "VIP",
        "values": {"view": "all", "tag": "vip", "priority": 1},
    }
    assert olive.get(FILTERS).json() == {"filters": []}
    assert olive.client.post(f"{FILTERS}{kept['id']}/forget/").status_code == 200
    assert sam.get(FILTERS).json()["filters"] == [kept]
    assert sam.client.post(f"{FILTERS}{kept['id']}/forget/").json() == {"filters": []}


@pytest.mark.parametrize(
    "frame", [{}, [], {"name": " ", "values": {}}, {"name": "x", "values": {"view": "nonsense"}}]
)
def test_what_is_no_filter_is_refused(staff, desk_of, frame):
    answer = desk_of(staff.sam).client.post(FILTERS, frame, content_type="application/json")
    assert (answer.status_code, answer.json()["type"]) == (400, "error")


def test_there_is_an_end_to_saved_filters(staff, desk_of):
    sam = desk_of(staff.sam)
    for number in range(30):
        assert save(sam, name=str(number)).status_code == 200
    assert save(sam, name="one too many").status_code == 400
    assert save(sam, name="7", tag="x").status_code == 200
