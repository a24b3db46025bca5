"""What one is told on pages that have nothing to do with the chat, by sound and desktop too."""

from playwright.sync_api import expect

from .stage import Desk
from .visiting import Visitor

STAND_INS = """
window.told = [];
window.tones = 0;
window.Notification = class {
    static permission = "granted";
    constructor(words) { window.told.push(words); }
};
window.AudioContext = class {
    state = "running";
    currentTime = 0;
    async resume() {}
    createOscillator() {
        return { frequency: {}, connect: (node) => node, start: () => window.tones++, stop() {} };
    }
    createGain() {
        const gain = { setValueAtTime() {}, linearRampToValueAtTime() {} };
        return { gain: { ...gain, exponentialRampToValueAtTime() {} }, connect: (node) => node };
    }
};
Document.prototype.hasFocus = () => false;
"""
"""For what no test can see or hear: the browser's own notifications, sounds and windows."""

TOO_LATE = """
from datetime import timedelta
from django.utils import timezone
from livechat.models import Conversation, Department
Department.objects.filter(slug="sales").update(answer_within=1)
late = timezone.now() - timedelta(minutes=2)
Conversation.objects.filter(public_id="{id}").update(waiting_since=late, created_at=late)
"""


def test_a_manager_hears_of_what_nobody_answers_and_everybody_of_notes_that_name_them(
    people, server
):
    page = people.staff_page("mona", "/admin/account/")
    mona = page.evaluate(
        "document.querySelector('[data-livechat-waiting-person-value]')"
        ".dataset.livechatWaitingPersonValue"
    )
    page.get_by_role("tab", name="Notifications").click()
    page.get_by_label("Sound", exact=True).check()
    page.get_by_label("Desktop notification").check()
    page.get_by_label("Remind me until").select_option("30")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("successfully")).to_be_visible()
    page.clock.install()
    page.add_init_script(STAND_INS)
    page.goto("/admin/account/")
    messages = page.locator(".messages li")
    told = "window.told.join('|')"

    # Somebody waits in the shop; then too long.
    grace = Visitor(people, "Does the lamp dim?", "Grace H.", page="/shop/")
    expect(messages.filter(has_text="Grace H. is waiting")).to_be_visible()
    server.manage(TOO_LATE.format(id=grace.id))
    words = "Nobody has answered Grace H. in time (Sales)."
    late = messages.filter(has_text=words)
    expect(late).to_be_visible()
    expect(late).to_have_attribute("role", "alert")
    page.wait_for_function(f"{told}.includes({words!r}) && window.tones >= 4")
    page.clock.fast_forward(36_000)
    page.wait_for_function(f"{told}.includes('1 conversation is overdue and still has no answer.')")
    sasha = Desk(people.staff_page("sasha", "/admin/account/"), grace.id)
    sasha.command("conversation.claim")
    expect(late).to_have_count(0)
    expect(messages.filter(has_text="is waiting")).to_have_count(0)

    # A note names her: once, and not on the next page.
    note = {"client_id": page.evaluate("crypto.randomUUID()"), "body": "@Mona?"}
    sasha.command("note.post", mentions=[mona], **note)
    named = messages.filter(has_text="Sasha mentioned you in a note.")
    expect(named).to_be_visible()
    page.wait_for_function(f"{told}.endsWith('Sasha mentioned you in a note.')")
    page.goto("/admin/chat/")
    tab = page.get_by_role("navigation", name="Views").get_by_role("link", name="Mentions")
    expect(tab).to_contain_text("1")
    page.go_back()
    page.reload()
    expect(page.get_by_role("link", name="Chat").first).to_be_visible()
    page.wait_for_function("document.querySelector('.livechat-badge')")
    expect(named).to_have_count(0)
    assert page.evaluate("window.told") == []

    # Read, it is over.
    page.goto(f"/admin/chat/conversations/{grace.id}/")
    expect(page.get_by_role("list", name="Messages").get_by_text("@Mona?")).to_be_visible()
    expect(tab).not_to_contain_text("1")
    assert people.troubles == []
