"""Exports: what one may see and no more, and nothing that a spreadsheet would run."""

import csv
import io

import pytest
from openpyxl import load_workbook

from livechat.access import access_of
from livechat.models import ChatLogEntry, Conversation
from staff_console.views.export import ExportView
from tests.admin import client_of

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/admin/chat/export/"


def exported(user, **asked):
    answer = client_of(user).get(ADDRESS, {"export": "csv"} | asked)
    assert answer.status_code == 200, answer.status_code
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode())))


@pytest.fixture
def talks(new_visitor, site, staff):
    """One conversation in each department."""
    return {
        "support": new_visitor().start(site.home, name="Grace"),
        "sales": new_visitor().start(site.shop, name="=HYPERLINK(1)", email="a@example.com"),
    }


def test_sec_15_everybody_exports_what_they_may_see(talks, staff):
    for name, seen in (("sam", {"support"}), ("olive", {"support"}), ("sasha", {"sales"})):
        ids = {row["Conversation"] for row in exported(getattr(staff, name))}
        assert ids == {talks[each]["id"] for each in seen}, name
    assert len(exported(staff.mona)) == 2
    assert client_of(staff.eddie).get(ADDRESS, {"export": "csv"}).status_code == 403


def test_what_people_wrote_is_no_formula(talks, staff):
    (row,) = exported(staff.sasha)
    assert row["Visitor"] == "'=HYPERLINK(1)"
    assert row["E-mail"] == "a@example.com"


def test_a_view_narrows_it_and_nonsense_is_not_there(talks, staff):
    Conversation.objects.update(status=Conversation.Status.CLOSED)
    assert len(exported(staff.mona, view="closed")) == 2
    assert exported(staff.mona, view="waiting") == []
    client = client_of(staff.mona)
    assert client.get(ADDRESS, {"export": "csv", "view": "x"}).status_code == 404
    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS).status_code == 405


def test_a_workbook_has_the_same_rows(talks, staff):
    answer = client_of(staff.mona).get(ADDRESS, {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    assert {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)} == {
        talk["id"] for talk in talks.values()
    }


def test_an_export_is_remembered_for_each_department(talks, staff):
    exported(staff.mona)
    entries = ChatLogEntry.objects.filter(action="livechat.export", user=staff.mona)
    assert entries.count() == 2
    assert {entry.data["number"] for entry in entries} == {2}


def test_it_asks_no_more_for_more(talks, staff, site, new_visitor, django_assert_num_queries):
    access = access_of(staff.mona)
    for number in range(12):
        new_visitor().start(site.home, name=f"Visitor {number}")
    with django_assert_num_queries(1):
        assert len(ExportView().rows(access, "all")) == 14
