"""Promise 6: what is written and not sent survives a reload, on both sides."""

from playwright.sync_api import expect

from .talking import Console, Widget
from .test_talk import talk


def test_a_visitors_unsent_text_survives_a_reload_before_and_in_the_talk(people):
    widget = Widget(people.visitor_page("/")).open()
    widget.box.fill("Not yet sure what")
    widget.page.reload()
    widget = Widget(widget.page).open()
    expect(widget.box).to_have_value("Not yet sure what")
    widget.say("Now I know")
    expect(widget.shown("Now I know")).to_have_count(1)
    expect(widget.box).to_have_value("")
    widget.box.fill("And besides")
    widget.page.reload()
    widget = Widget(widget.page).reopen()
    expect(widget.box).to_have_value("And besides")
    assert people.troubles == []


def test_a_staff_members_unsent_reply_survives_a_reload(people):
    _visitor, staff, _first = talk(people)
    staff.box.fill("Let me think about")
    staff.page.reload()
    staff = Console(staff.page)
    expect(staff.box).to_have_value("Let me think about")
    staff.say("Done thinking")
    expect(staff.shown("Done thinking")).to_have_count(1)
    staff.page.reload()
    expect(Console(staff.page).box).to_have_value("")
