"""Two people talk in two real browsers, and nothing is lost or doubled, whatever happens."""

import uuid

from playwright.sync_api import expect

from .talking import Console, Widget


def unique(text):
    """A line that no other test of this server has said."""
    return f"{text} {uuid.uuid4().hex[:6]}"


def talk(people, path="/", login="sam"):
    """A visitor and a staff member who has taken the conversation; and its first line."""
    first = unique("Does the lamp dim?")
    visitor = Widget(people.visitor_page(path)).start(first)
    staff = Console(people.staff_page(login)).open(first)
    staff.take()
    return visitor, staff, first


def test_a_visitor_and_a_staff_member_talk_both_ways(people):
    visitor, staff, _first = talk(people)
    staff.say("It does, down to one percent.")
    expect(visitor.shown("It does, down to one percent.")).to_have_count(1)
    expect(visitor.dialog.get_by_text("Sam", exact=False).first).to_be_visible()
    visitor.say("Wonderful, thank you")
    expect(staff.shown("Wonderful, thank you")).to_have_count(1)
    expect(visitor.dialog.get_by_text("Seen")).to_be_visible()
    assert people.troubles == []


def test_typing_is_seen_on_both_sides(people):
    visitor, staff, _first = talk(people)
    staff.box.press_sequentially("Let me look", delay=20)
    expect(visitor.dialog.get_by_text("Sam is typing")).to_be_visible()
    visitor.box.press_sequentially("I wait", delay=20)
    expect(staff.page.get_by_text("is typing")).to_be_visible()


def test_a_reload_in_the_middle_keeps_the_conversation(people):
    visitor, staff, first = talk(people)
    visitor.page.reload()
    visitor = Widget(visitor.page).reopen()
    expect(visitor.shown(first)).to_have_count(1)
    staff.say("Are you still there?")
    expect(visitor.shown("Are you still there?")).to_have_count(1)
    visitor.say("I am")
    expect(staff.shown("I am")).to_have_count(1)
    staff.page.reload()
    expect(Console(staff.page).shown("I am")).to_have_count(1)


def test_nothing_is_lost_or_doubled_when_the_server_is_killed_between_two_messages(people, server):
    visitor, staff, _first = talk(people)
    staff.say("Before")
    expect(visitor.shown("Before")).to_have_count(1)
    server.kill()
    visitor.say("While you were gone")
    staff.say("Me too")
    server.start()
    patient = {"timeout": 45_000}  # Contract section 7.5: within 40 s of the server's return.
    expect(staff.shown("While you were gone")).to_have_count(1, **patient)
    expect(visitor.shown("Me too")).to_have_count(1, **patient)
    visitor.say("After")
    expect(staff.shown("After")).to_have_count(1)
    for side in (visitor, staff):
        for text in ("Before", "While you were gone", "Me too", "After"):
            expect(side.shown(text)).to_have_count(1)
    expect(visitor.dialog.get_by_text("Not sent")).to_have_count(0)


def test_the_conversation_goes_on_in_a_second_tab_and_on_another_page(people):
    visitor, staff, first = talk(people)
    second = visitor.page.context.new_page()
    second.goto("/help/")
    second = Widget(second).open()
    expect(second.shown(first)).to_have_count(1)
    second.say("From the other tab")
    expect(visitor.shown("From the other tab")).to_have_count(1)
    expect(staff.shown("From the other tab")).to_have_count(1)
    staff.say("I see you twice")
    for tab in (visitor, second):
        expect(tab.shown("I see you twice")).to_have_count(1)


def test_unread_messages_show_on_the_launcher_after_a_page_change(people):
    visitor, staff, _first = talk(people)
    visitor.dialog.get_by_role("button", name="Close chat").click()
    expect(visitor.dialog).to_be_hidden()
    visitor.page.goto("/shop/")
    staff.say("One")
    staff.say("Two")
    name = "Chat with us, 2 unread messages"
    expect(visitor.page.get_by_role("button", name=name)).to_be_visible()


def test_a_note_stays_with_the_staff(people):
    visitor, staff, _first = talk(people)
    page = staff.page
    note = page.get_by_role("switch", name="Note").or_(page.get_by_role("tab", name="Note"))
    note.click()
    box = page.get_by_role("textbox", name="Note").or_(page.get_by_role("textbox", name="Reply"))
    box.first.fill("Ask Ines about the shade")
    page.get_by_role("button", name="Add note").click()
    expect(staff.shown("Ask Ines about the shade")).to_have_count(1)
    expect(staff.messages.get_by_text("Note", exact=True)).to_be_visible()
    note.click()
    staff.say("A moment, please")
    expect(visitor.shown("A moment, please")).to_have_count(1)
    expect(visitor.shown("Ask Ines about the shade")).to_have_count(0)


def test_closing_ends_it_on_both_sides_and_reopening_goes_on(people):
    visitor, staff, _first = talk(people)
    staff.page.get_by_role("button", name="Close conversation").click()
    expect(visitor.dialog.get_by_role("radiogroup", name="Rating")).to_be_visible()
    expect(visitor.dialog.get_by_role("button", name="Start a new chat")).to_be_visible()
    staff.page.get_by_role("button", name="Reopen").click()
    visitor.say("One more thing")
    expect(staff.shown("One more thing")).to_have_count(1)


def test_a_new_conversation_is_noticed_on_any_admin_page(people):
    page = people.staff_page("sasha", "/admin/account/")
    first = unique("Is anybody in sales?")
    Widget(people.visitor_page("/shop/")).start(first)
    expect(page.get_by_role("status").filter(has_text="waiting").first).to_be_attached()
    expect(page.get_by_role("link", name="Chat").first).to_contain_text("1")
