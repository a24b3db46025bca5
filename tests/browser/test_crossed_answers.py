"""Nobody is talked into, nobody answers twice unknowingly, and what was refused is not lost."""

import re

from playwright.sync_api import expect

from .stage import Desk
from .talking import Console
from .test_talk import unique
from .test_two_agents import SlowNews
from .visiting import Visitor

RECORDER = """() => {
    window.said = [];
    for (const name of ["polite", "urgent"]) {
        const region = document.querySelector(`[data-livechat-console-target=${name}]`);
        new MutationObserver((changes) => {
            for (const { addedNodes } of changes)
                for (const { textContent } of addedNodes) said.push(`${name}: ${textContent}`);
        }).observe(region, { childList: true });
    }
}"""


def said(page):
    return page.evaluate("said.splice(0)")


def heard(page, words):
    page.wait_for_function("words => said.includes(words)", arg=words)
    assert said(page) == [words]


def choose_to_hear_later(page):
    """In the account settings, where the console's notices are chosen."""
    page.get_by_role("tab", name="Notifications").click()
    page.get_by_label("Read out new messages only when I have stopped typing").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("successfully")).to_be_visible()


def test_two_write_at_once_over_a_slow_line_and_one_of_them_is_told_before_it_is_too_late(people):
    question, name = unique("Does it dim?"), unique("Grace")
    grace = Visitor(people, question, name, page="/shop/")
    page = people.staff_page("sasha", "/admin/account/")
    choose_to_hear_later(page)
    news = SlowNews(page.context)
    page.clock.install()
    page.goto(f"/admin/chat/conversations/{grace.id}/")
    sasha = Console(page)
    expect(sasha.shown(question)).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="Connected")).to_be_visible()
    page.evaluate(RECORDER)

    # While she types, what comes is shown and not said; in her pause it is, once.
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)
    sasha.box.press_sequentially("It dims")
    grace.say("To one per cent?")
    expect(sasha.shown("To one per cent?")).to_have_count(1)
    page.clock.run_for(1500)
    assert said(page) == []
    page.clock.run_for(1000)
    heard(page, f"polite: {name} says: To one per cent?")
    # Without a key pressed nothing waits.
    grace.say("Or less?")
    expect(sasha.shown("Or less?")).to_have_count(1)
    page.clock.run_for(500)
    heard(page, f"polite: {name} says: Or less?")

    # Mona is faster, and Sasha's line too slow to say so: her own answer does not go out beside it.
    mona = Desk(people.staff_page("mona", "/admin/account/"), grace.id)
    news.is_slow = True
    mona.say("To one per cent.")
    page.get_by_role("button", name="Send reply").click()
    unsent = sasha.messages.get_by_role("listitem").filter(has_text="It dims")
    expect(unsent).to_contain_text("Not sent. Somebody else was faster.")
    assert said(page) == ["urgent: Not sent"]
    assert grace.reads()[-2:] == ["Or less?", "To one per cent."]
    news.arrive()
    expect(sasha.shown("To one per cent.")).to_have_count(1)

    # The tab is closed; in the next one, and in the list, it is still not sent.
    context, address = page.context, page.url
    page.close()
    page = context.new_page()
    page.goto(address)
    sasha = Console(page)
    unsent = sasha.messages.get_by_role("listitem").filter(has_text="It dims")
    expect(unsent).to_contain_text("Not sent")
    expect(sasha.list.get_by_role("link").filter(has_text=name)).to_contain_text("Not sent")
    retry = unsent.get_by_role("button", name="Retry")
    retry.focus()
    grace.say("And the price?")
    expect(sasha.shown("And the price?")).to_have_count(1)
    expect(retry).to_be_focused()
    # Thrown away by mistake, it comes back; and goes, now that she knows.
    unsent.get_by_role("button", name="Discard").click()
    expect(unsent).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    unsent.get_by_role("button", name="Retry").click()
    expect(unsent).to_contain_text(re.compile("Sent|Seen"))
    assert grace.reads()[-2:] == ["And the price?", "It dims"]
    assert people.troubles == []
