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
    expect(Console(staff.page).box).to_have_value("Let me think about")
    # And that the tab is closed.
    address, context = staff.page.url, staff.page.context
    staff.page.close()
    staff = Console(context.new_page())
    staff.page.goto(address)
    expect(staff.box).to_have_value("Let me think about")
    # In all tabs there is one draft, which goes when it is sent from one, and with its writer.
    other = Console(context.new_page())
    other.page.goto(address)
    expect(other.box).to_have_value("Let me think about")
    staff.say("Done thinking")
    expect(staff.shown("Done thinking")).to_have_count(1)
    expect(other.box).to_have_value("")
    staff.page.reload()
    expect(Console(staff.page).box).to_have_value("")
    staff.box.fill("Nobody's business")
    expect(other.box).to_have_value("Nobody's business")
    other.page.evaluate("document.querySelector('form[action$=\"/logout/\"]').requestSubmit()")
    other.page.wait_for_url("**/login/**")
    drafts = "Object.keys(localStorage).filter((key) => key.includes(':draft:'))"
    assert other.page.evaluate(drafts) == []


def test_the_server_goes_while_a_reply_is_on_its_way_and_the_tab_warns_until_it_is_there(people):
    visitor, staff, _first = talk(people)
    page = staff.page
    warnings = []
    page.on("dialog", lambda dialog: (warnings.append(dialog.type), dialog.dismiss()))
    staff.box.fill("Half written when")
    people.server.kill()
    staff.say("Half written when the server went")
    expect(staff.shown("Half written when the server went")).to_have_count(1)
    staff.box.fill("And the next one")
    with page.expect_event("dialog"):
        page.evaluate("location.reload()")
    people.server.start()
    expect(visitor.shown("Half written when the server went")).to_have_count(1)
    assert warnings == ["beforeunload"]
    expect(staff.box).to_have_value("And the next one")
    expect(page.get_by_text("Not sent")).to_have_count(0)
