"""A list of thousands, walked through by keys."""

from playwright.sync_api import expect

from .talking import Console
from .visiting import Visitor

NUMBER = 3_000
HISTORY = f"""
from datetime import timedelta
from django.utils import timezone
from livechat.models import Conversation, Department, Visitor
past = timezone.now() - timedelta(days=400)
desk = Department.objects.get(slug="support")
visitors = Visitor.objects.bulk_create(
    Visitor(token_hash=f"{{n:032}}".encode(), name=f"Guest {{n}}") for n in range({NUMBER}))
Conversation.objects.bulk_create(
    Conversation(department=desk, visitor=visitor, status="closed", closed_at=past,
        last_message_at=past - timedelta(minutes=n), created_at=past - timedelta(days=9))
    for n, visitor in enumerate(visitors))
"""
MOST_ROWS = """(list) => {
    window.mostRows = 0;
    const count = () => (window.mostRows = Math.max(window.mostRows, list.children.length));
    new MutationObserver(count).observe(list, { childList: true });
    count();
}"""
ON = "() => document.activeElement.innerText"


def test_three_thousand_conversations_are_walked_through_by_keys(people, server):
    server.manage(HISTORY)
    page = people.staff_page("sam", "/admin/chat/?view=all")
    console = Console(page)
    rows = console.list.get_by_role("listitem")
    expect(rows.first).to_be_visible()
    console.list.evaluate(MOST_ROWS)
    nodes = page.evaluate("document.querySelectorAll('*').length")

    # To the end: page after page comes, and the page does not grow.
    rows.first.get_by_role("link").focus()
    last = f"Guest {NUMBER - 1}"
    for _ in range(NUMBER // 100 + 10):
        page.keyboard.press("End")
        if last in page.evaluate(ON):
            break
        page.wait_for_function("document.activeElement.closest('li').nextElementSibling")
    assert last in page.evaluate(ON)
    expect(console.list.locator("li").last).to_be_in_viewport()
    assert page.evaluate("window.mostRows") <= 201
    assert page.evaluate("document.querySelectorAll('*').length") < nodes + 5_000
    expect(page.locator("[data-inbox=news]")).to_be_hidden()

    # What is chosen there stays chosen, whatever comes meanwhile.
    page.keyboard.press("x")
    page.keyboard.press("Shift+ArrowUp")
    expect(page.get_by_text("2 selected")).to_be_visible()
    Visitor(people, "I am new", "Zoe N.")
    expect(page.get_by_role("button", name="1 new")).to_be_visible()
    assert f"Guest {NUMBER - 2}" in page.evaluate(ON)
    chosen = console.list.get_by_role("checkbox", checked=True)
    expect(chosen).to_have_count(2)
    page.get_by_role("group", name="Bulk actions").get_by_role("button", name="Tag").click()
    dialog = page.get_by_role("dialog", name="Tag these conversations")
    dialog.get_by_role("textbox", name="Tags").fill("old")
    dialog.get_by_role("button", name="Add tags").click()
    status = page.get_by_role("status")
    expect(status.filter(has_text="2 conversations tagged.")).to_be_visible()

    # Let go of, the list is in order again; and Home leads back to the beginning.
    expect(page.locator("[data-inbox=news]")).to_be_hidden()
    rows.last.get_by_role("link").focus()
    page.keyboard.press("Home")
    assert "Zoe N." in page.evaluate(ON)
    expect(rows.first).to_be_in_viewport()
    assert page.evaluate("window.mostRows") <= 201
    assert people.troubles == []
