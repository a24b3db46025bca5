"""The queue in real browsers: it gives, people are away, and one hands a talk to another."""

import re

from playwright.sync_api import expect

from .talking import Console, Widget
from .visiting import Visitor

TOO_LATE = """
from datetime import timedelta
from django.db.models import F
from livechat.models import Conversation, Message
hour, rows = timedelta(hours=1), Conversation.objects.filter(public_id="{id}")
Message.objects.filter(conversation__in=rows).update(created_at=F("created_at") - hour)
rows.update(assigned_at=F("assigned_at") - hour)
"""


def set_rules(people, routing, at_most, within=""):
    """How Sales gives, so many to each person; by the department's page, as an admin does."""
    page = people.staff_page("admin", "/admin/chat/departments/")
    page.get_by_role("link", name="Sales", exact=True).click()
    page.get_by_role("combobox", name="Waiting conversations go").select_option(routing)
    page.get_by_role("spinbutton", name="Conversations a person").fill(at_most)
    page.get_by_role("spinbutton", name="Answer within").fill(within)
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


def test_the_queue_gives_to_who_is_online_tells_the_place_and_lets_hand_over(people, server):
    set_rules(people, "round_robin", "1")
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

    # To whoever has the fewest, which Mona has not: both of these go to Sasha.
    set_rules(people, "least_busy", "2", within="1")
    fourth = Visitor(people, "And the shelf?", "Lin W.", page="/shop/")
    expect(sasha.list.get_by_text("And the shelf?")).to_be_visible()
    Visitor(people, "And the mirror?", "Ada B.", page="/shop/")
    expect(sasha.list.get_by_text("And the mirror?")).to_be_visible()

    # What she leaves unanswered waits again, more urgent than the rest, and Mona hears of it.
    server.manage(TOO_LATE.format(id=fourth.id))
    late = "Nobody has answered Lin W. in time (Sales)."
    expect(mona.page.get_by_role("alert").filter(has_text=late)).to_have_count(1)
    expect(sasha.list.get_by_text("And the shelf?")).to_have_count(0)
    expect(sasha.list.get_by_text("And the mirror?")).to_be_visible()
    mona.page.get_by_role("navigation", name="Views").get_by_role("link", name="Waiting").click()
    expect(mona.list.get_by_role("link").filter(has_text="Lin W.")).to_contain_text("High")
    mona.open("And the shelf?").take()
    expect(mona.messages.get_by_text("Sasha did not answer in time")).to_be_visible()
    mona.say("In oak and in ash")
    answer = mona.messages.get_by_role("listitem").filter(has_text="In oak and in ash")
    expect(answer).to_contain_text(re.compile("Sent|Seen"))
    assert "In oak and in ash" in fourth.reads()

    # What was said is found, also by a condition.
    search = mona.page.get_by_role("searchbox", name="Search conversations")
    search.fill("page:shop footst")
    expect(mona.list.get_by_role("listitem")).to_have_count(1)
    search.fill("rating:9")
    expect(mona.page.get_by_text("rating: a number from 1 to 5, please.")).to_be_visible()

    # The admin's own search leads to the same.
    admin = Console(people.staff_page("admin", "/admin/pages/search/?q=footst"))
    admin.page.get_by_role("link", name="Chats").click()
    expect(admin.list.get_by_role("listitem")).to_have_count(1)
    admin.list.get_by_role("link").first.click()
    expect(admin.shown("And the footstool?")).to_have_count(1)
    assert people.troubles == []
