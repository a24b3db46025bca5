"""The queue in real browsers: it gives, people are away, and one hands a talk to another."""

from playwright.sync_api import expect

from .talking import Console, Widget


def set_rules(people):
    """Sales gives in turn, one to each person; by the department's page, as an admin does."""
    page = people.staff_page("admin", "/admin/chat/departments/")
    page.get_by_role("link", name="Sales", exact=True).click()
    page.get_by_role("combobox", name="Waiting conversations go").select_option("round_robin")
    page.get_by_role("spinbutton", name="Conversations a person").fill("1")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("updated")).to_be_visible()
    page.context.close()


def transfer_to(console, choice, note):
    page = console.page
    page.get_by_role("button", name="Transfer", exact=True).click()
    dialog = page.get_by_role("dialog", name="Transfer this conversation")
    dialog.get_by_role("combobox").select_option(label=choice)
    dialog.get_by_role("textbox", name="Note").fill(note)
    dialog.get_by_role("button", name="Transfer", exact=True).click()
    expect(dialog).to_be_hidden()


def test_the_queue_gives_to_who_is_online_tells_the_place_and_lets_hand_over(people):
    set_rules(people)
    sasha = Console(people.staff_page("sasha", "/admin/chat/?view=mine"))
    first = Widget(people.visitor_page("/shop/")).start("Is the lamp in stock?")
    expect(first.dialog.get_by_text("Sasha joined")).to_be_visible()
    expect(sasha.list.get_by_text("Is the lamp in stock?")).to_be_visible()

    # She has her share: the next ones wait, and are told so.
    second = Widget(people.visitor_page("/shop/")).start("And the footstool?")
    third = Widget(people.visitor_page("/shop/")).start("And the table?")
    expect(second.dialog.get_by_text("You are number 1.")).to_be_visible()
    expect(third.dialog.get_by_text("You are number 2.")).to_be_visible()

    # Away she gets nothing more, although she has room again.
    sasha.page.get_by_label("Your availability").select_option("away")
    sasha.open("Is the lamp in stock?")
    sasha.page.get_by_role("button", name="Close conversation").click()
    expect(first.dialog.get_by_role("button", name="Start a new chat")).to_be_visible()
    expect(second.dialog.get_by_text("Nobody is here right now.")).to_be_visible()
    sasha.page.get_by_label("Your availability").select_option("online")
    expect(second.dialog.get_by_text("Sasha joined")).to_be_visible()
    expect(third.dialog.get_by_text("You are number 1.")).to_be_visible()

    # To a colleague, with a note that the visitor never sees.
    sasha.open("And the footstool?")
    mona = Console(people.staff_page("mona", "/admin/chat/?view=mine"))
    expect(third.dialog.get_by_text("Mona joined")).to_be_visible()
    transfer_to(sasha, "Mona (Online)", "She knows all of them")
    mona.open("She knows all of them")
    mona.say("I do know them")
    expect(second.shown("I do know them")).to_have_count(1)
    expect(second.shown("She knows all of them")).to_have_count(0)

    # What was said is found, also by a condition.
    search = mona.page.get_by_role("searchbox", name="Search conversations")
    search.fill("page:shop footst")
    expect(mona.list.get_by_role("listitem")).to_have_count(1)
    search.fill("rating:9")
    expect(mona.page.get_by_text("rating: a number from 1 to 5, please.")).to_be_visible()
    assert people.troubles == []
