"""The console's list, what is noticed on other pages, the team, and all of it without sockets."""

import re

from playwright.sync_api import expect

from .talking import Console
from .visiting import Visitor

STAFF_SOCKET = re.compile("/livechat/ws/staff/")


def count_sockets(context):
    """The addresses of all staff sockets that tabs of this browser open from now on."""
    opened = []
    context.on(
        "page",
        lambda page: page.on("websocket", lambda socket: opened.append(socket.url)),
    )
    return opened


def names(console):
    """The visitors in the list, from above."""
    return console.page.locator(".livechat-row__name").all_inner_texts()


def test_two_agents_notice_three_visitors_and_work_through_the_list_by_keys(people):
    home = people.staff_page("sam", "/admin/account/")
    sockets = count_sockets(home.context)
    desk = home.context.new_page()
    desk.goto("/admin/chat/")
    dashboard = home.context.new_page()
    dashboard.goto("/admin/")
    home.reload()
    sasha = people.staff_page("sasha", "/admin/")
    grace = Visitor(people, "Does the lamp dim?", "Grace H.")
    alan = Visitor(people, "Is anybody there?", "Alan T.")
    Visitor(people, "A question about the shop", "Mary S.", page="/shop/")

    # Everywhere in the admin, for those who may see it.
    status = home.get_by_role("status").filter(has_text="waiting")
    expect(status.first).to_be_attached()
    for page in (home, dashboard):
        expect(page.get_by_role("link", name="Chat").first).to_contain_text("2")
        expect(page).to_have_title(re.compile(r"^\(2\) "))
    panel = dashboard.locator("#livechat-waiting-now-section, #livechat-waiting-now").first
    expect(panel.get_by_role("link", name="Grace H.")).to_be_visible()
    expect(panel.get_by_role("link", name="Mary S.")).to_have_count(0)
    expect(sasha.get_by_role("link", name="Chat").first).to_contain_text("1")
    assert len(sockets) <= 1, "one socket, however many tabs"

    # The tab that held the socket goes, another takes over.
    home.close()
    dashboard.close()
    desk.bring_to_front()
    console = Console(desk)
    row = console.list.get_by_role("link")
    expect(row.filter(has_text="Grace H.")).to_be_visible()
    Visitor(people, "And one more", "Lin W.")
    expect(row.filter(has_text="Lin W.")).to_be_visible()

    # Nothing moves under the focus; arrows walk, Enter opens, Escape comes back.
    row.first.focus()
    before = names(console)
    assert before == ["Grace H.", "Alan T.", "Lin W."]
    desk.keyboard.press("ArrowDown")
    expect(row.filter(has_text="Alan T.")).to_be_focused()
    Visitor(people, "I am new", "Zoe N.")
    expect(desk.get_by_role("button", name="1 new")).to_be_visible()
    assert names(console)[:3] == before
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="Alan T.")).to_be_focused()
    desk.keyboard.press("Escape")
    expect(row.filter(has_text="Alan T.")).to_be_focused()
    expect(row.filter(has_text="Alan T.")).to_have_attribute("aria-current", "true")

    # Many at once, chosen by keys.
    desk.keyboard.press("x")
    desk.keyboard.press("Shift+ArrowDown")
    expect(desk.get_by_text("2 selected")).to_be_visible()
    desk.get_by_role("button", name="Priority").click()
    desk.get_by_role("dialog").get_by_label("Priority").select_option("2")
    desk.get_by_role("dialog").get_by_role("button", name="Set priority").click()
    status = desk.get_by_role("status")
    expect(status.filter(has_text="Priority of 2 conversations set.")).to_be_visible()
    expect(row.filter(has_text="Urgent")).to_have_count(2)
    # What is closed can be taken back, and closed again.
    for is_second in (False, True):
        if is_second:
            desk.get_by_role("button", name="Undo").click()
            expect(status.filter(has_text="1 conversation reopened.")).to_be_visible()
            expect(row.filter(has_text="Alan T.")).to_have_count(1)
        desk.get_by_role("button", name="Select", exact=True).click()
        desk.get_by_role("checkbox", name="Select Alan T.").check()
        desk.get_by_role("group", name="Bulk actions").get_by_role("button", name="Close").click()
        expect(status.filter(has_text="1 conversation closed.").first).to_be_visible()
        expect(row.filter(has_text="Alan T.")).to_have_count(0)

    # Narrowed, kept under a name, and still live.
    desk.get_by_role("button", name="Filter", exact=True).click()
    form = desk.locator("#livechat-filters-form")
    form.get_by_label("Priority").select_option("2")
    expect(row).to_have_count(1)
    form.get_by_label("Keep it as").fill("Hot")
    form.get_by_role("button", name="Save filter").click()
    expect(form.get_by_role("link", name="Hot")).to_be_visible()
    desk.goto("/admin/chat/")
    expect(row.filter(has_text="Grace H.")).to_be_visible()
    desk.get_by_role("button", name="Filter", exact=True).click()
    form.get_by_role("link", name="Hot").click()
    expect(row).to_have_count(1)
    expect(row.filter(has_text="Lin W.")).to_be_visible()
    desk.get_by_role("button", name="Remove filter: Urgent").click()
    expect(row.filter(has_text="Grace H.")).to_be_visible()
    assert grace.reads() == ["Does the lamp dim?"]
    assert alan.id not in desk.url
    assert people.troubles == []


def test_a_supervisor_sees_the_team_whispers_and_takes_over(people):
    visitor = Visitor(people, "Who can help me?", "Ines P.")
    sam = Console(people.staff_page("sam")).open("Ines P.")
    sam.take()
    page = people.staff_page("mona", "/admin/chat/team/")
    person = page.get_by_role("row").filter(has_text="Sam")
    expect(person).to_contain_text("Online")
    expect(person.get_by_role("cell").nth(2)).to_contain_text("1 of 5")
    change = person.get_by_role("button", name="Change how many Sam gets at a time")
    change.click()
    dialog = page.get_by_role("dialog", name="Conversations at a time")
    dialog.get_by_role("spinbutton", name="At most").fill("1")
    dialog.get_by_role("button", name="Save").click()
    expect(person).to_contain_text("1 of 1")
    expect(person).to_contain_text("Full")
    expect(change).to_be_focused()
    sam.page.get_by_label("Your availability").select_option("away")
    expect(person).to_contain_text("Away")
    person.get_by_role("link", name="Sam").click()
    console = Console(page).open("Ines P.")
    note = page.get_by_role("switch", name="Note").or_(page.get_by_role("tab", name="Note"))
    note.click()
    box = page.get_by_role("textbox", name="Note").or_(page.get_by_role("textbox", name="Reply"))
    box.first.fill("Offer her the spare shade")
    page.get_by_role("button", name="Add note").click()
    expect(sam.shown("Offer her the spare shade")).to_have_count(1)
    page.get_by_role("button", name="Take over").click()
    expect(page.get_by_role("button", name="Take over")).to_have_count(0)
    note.click()
    console.say("Mona here. I can.")
    expect(sam.shown("Mona here. I can.")).to_have_count(1)
    sam.page.get_by_role("link", name="Mentions").click()
    expect(sam.page.get_by_text("No note names you yet.")).to_be_visible()
    note.click()
    box.first.press_sequentially("@Sa")
    page.get_by_role("option", name="Sam").click()
    box.first.press_sequentially("is it done?")
    page.get_by_role("button", name="Add note").click()
    expect(sam.list.get_by_role("link").filter(has_text="Ines P.")).to_be_visible()
    assert visitor.reads()[-1] == "Mona here. I can."
    assert "Offer her the spare shade" not in visitor.reads()
    assert people.troubles == []


def test_without_sockets_the_console_works_by_http_and_no_reply_is_lost(people):
    visitor = Visitor(people, "Can you read me?", "Otto B.")
    page = people.staff_page("sam", "/admin/account/")
    page.context.route_web_socket(STAFF_SOCKET, lambda socket: socket.close(code=1011))
    page.goto("/admin/chat/")
    console = Console(page).open("Otto B.")
    status = page.get_by_role("status")
    expect(status.filter(has_text="Connected")).to_be_visible()
    console.take()
    console.say("By the slow road")
    expect(console.shown("By the slow road")).to_have_count(1)
    visitor.say("It works")
    expect(console.shown("It works")).to_have_count(1)

    page.context.set_offline(True)
    expect(status.filter(has_text="Offline")).to_be_visible()
    console.say("Written in a tunnel")
    expect(page.get_by_text("Offline. What you write goes out when you are back.")).to_be_visible()
    page.context.set_offline(False)
    answer = console.messages.get_by_role("listitem").filter(has_text="Written in a tunnel")
    expect(answer).to_contain_text(re.compile("Sent|Seen"))
    expect(page.get_by_text("Not sent")).to_have_count(0)
    page.reload()
    expect(Console(page).shown("Written in a tunnel")).to_have_count(1)
    assert visitor.reads().count("Written in a tunnel") == 1
