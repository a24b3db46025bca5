"""Rights that change while somebody looks: on the screen, without a reload and without an error."""

import re

from playwright.sync_api import expect

from .talking import Console
from .test_talk import talk, unique

ROWS = "/admin/chat/departments/"


def give(people, group, level):
    """Mona says in the department's page what a group may do in Support."""
    page = people.staff_page("mona", ROWS)
    page.get_by_role("link", name="Support").first.click()
    page.get_by_role("radio", name=f"{group}: {level}").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("updated")).to_be_visible()
    return page


def test_a_permission_taken_away_empties_the_screen_with_a_sentence(people):
    visitor, staff, first = talk(people)
    try:
        give(people, "Support agents", "None")
        sentence = re.compile("no longer open to you")
        expect(staff.page.get_by_text(sentence).first).to_be_visible(timeout=3_000)
        expect(staff.page.get_by_text(first)).to_have_count(0)
        visitor.say("Are you there?")
        expect(visitor.shown("Are you there?")).to_have_count(1)
        expect(staff.page.get_by_text("Are you there?")).to_have_count(0)
        assert people.troubles == []
    finally:
        give(people, "Support agents", "Answer")


def test_reading_only_takes_the_buttons_away(people):
    _visitor, staff, first = talk(people)
    try:
        give(people, "Support agents", "Read")
        expect(staff.page.get_by_role("button", name="Release")).to_have_count(0)
        expect(staff.shown(first)).to_have_count(1)
    finally:
        give(people, "Support agents", "Answer")
    expect(staff.page.get_by_role("button", name="Release")).to_be_visible()


def test_an_invitation_comes_and_goes(people):
    _visitor, staff, first = talk(people)
    guest = Console(people.staff_page("sasha"))
    expect(guest.list.get_by_text(first)).to_have_count(0)
    staff.page.get_by_role("button", name="Invite").click()
    dialog = staff.page.get_by_role("dialog")
    dialog.get_by_role("searchbox", name="Find by name").fill("nobody")
    expect(dialog.get_by_text("Nobody here has this name.")).to_be_visible()
    expect(dialog.get_by_role("button", name="Invite")).to_be_disabled()
    dialog.get_by_role("searchbox", name="Find by name").fill(" SÁSH")
    expect(dialog.get_by_role("option")).to_have_count(1)
    name = dialog.get_by_role("option", name=re.compile("Sasha")).text_content()
    dialog.get_by_role("combobox", name="Colleague").select_option(name)
    dialog.get_by_role("button", name="Invite").click()
    guest.open(first)
    staff.page.get_by_role("button", name=re.compile("Take back the invitation of Sasha")).click()
    expect(guest.page.get_by_text(re.compile("no longer open to you")).first).to_be_visible()
    assert people.troubles == []


def test_managers_read_why_and_erase(people):
    visitor, staff, first = talk(people)
    mona = Console(people.staff_page("mona")).open(first)
    mona.page.get_by_text(re.compile(r"Who can see this \(\d+\)")).click()
    reason = "May answer in Support, as a member of the group Support agents."
    expect(mona.page.get_by_text(reason).first).to_be_visible()
    expect(staff.page.get_by_text("Who can see this")).to_have_count(0)
    mona.page.get_by_role("button", name="Erase conversation").click()
    dialog = mona.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Erase conversation").click()
    for console in (mona, staff):
        erased = console.page.get_by_text("This conversation was erased.").first
        expect(erased).to_be_visible()
        expect(console.page.get_by_text(first)).to_have_count(0)
    expect(visitor.shown(first)).to_have_count(0)
    again = unique("Once more")
    visitor.page.reload()
    visitor.start(again)
    assert people.troubles == []


def test_a_person_is_given_a_level_by_name(people):
    """Eddie, who only edits pages, reads in Support from now on, and then no more."""
    page = people.staff_page("mona", ROWS)
    page.get_by_role("link", name="Support").first.click()
    expect(page.get_by_role("radio", name="Another person: Answer")).to_be_hidden()
    page.get_by_role("button", name="Add a person").click()
    page.get_by_role("textbox", name="Name").fill("ellis")
    expect(page.get_by_role("link", name="Mona")).to_have_count(0)
    page.get_by_role("link", name="Eddie Ellis").click()
    page.get_by_role("radio", name="Another person: Read").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("updated")).to_be_visible()
    eddie = people.staff_page("eddie")
    expect(eddie.get_by_role("list", name="Conversations")).to_be_visible()
    page.get_by_role("link", name="Support").first.click()
    expect(page.get_by_role("radio", name="Eddie Ellis: Read")).to_be_checked()
    page.get_by_role("radio", name="Eddie Ellis: None").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("updated")).to_be_visible()
    eddie.reload()
    expect(eddie.get_by_role("list", name="Conversations")).to_have_count(0)
    assert people.troubles == []
