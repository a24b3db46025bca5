"""A visitor leaves before the answer: it comes by mail, and the talk goes on in another browser."""

import re

from playwright.sync_api import expect

from .stage import STORED, Desk
from .talking import Console, Widget
from .test_talk import unique

ELEVEN_MINUTES_LATER = """
from datetime import timedelta
from django.core.management import call_command
from django.db.models import F
from livechat.models import Conversation, Department
Department.objects.filter(slug="support").update(email_after=10)
rows = Conversation.objects.filter(public_id="{id}")
rows.update(last_message_at=F("last_message_at") - timedelta(minutes=11))
call_command("livechat_due")
"""
"""And what is due then, done at once: the server looks every half minute."""


def test_an_unread_answer_comes_by_mail_and_its_link_moves_the_talk_to_another_browser(
    people, server
):
    question, answer = unique("Is the Wren in stock?"), unique("It is, two of them.")
    page = people.visitor_page("/help/")
    widget = Widget(page).open()
    widget.dialog.get_by_role("textbox", name="Your email").fill("grace@example.org")
    widget.start(question)
    page.wait_for_function(STORED)
    id = page.evaluate(STORED)
    page.close()
    desk = Desk(people.staff_page("sam", "/admin/account/"), id)
    desk.command("conversation.claim")
    desk.say(answer)

    # Nobody has read it for as long as the department allows.
    server.manage(ELEVEN_MINUTES_LATER.format(id=id))
    (mail,) = [each for each in server.mails() if answer in each.get_body().get_content()]
    assert mail["To"] == "grace@example.org"
    text = mail.get_body(("plain",)).get_content()
    assert question not in text
    link = re.search(r"http://127\.0\.0\.1[^/]*(/livechat/resume/\S+)", text)[1]

    # A program that looks behind the link uses nothing up; she does, on her phone.
    assert people.context().request.get(link).status == 200
    phone = people.visitor_page(link, viewport={"width": 360, "height": 740})
    phone.get_by_role("button", name="Continue your chat").click()
    messages = phone.get_by_role("list", name="Messages")
    expect(messages.get_by_text(answer)).to_be_visible()
    phone.get_by_role("textbox", name="Message").fill("Then I take one")
    phone.get_by_role("button", name="Send", exact=True).click()
    expect(messages.get_by_text("Then I take one")).to_be_visible()
    console = Console(desk.page)
    desk.page.goto(f"/admin/chat/conversations/{id}/")
    expect(console.shown("Then I take one")).to_have_count(1)
    # With the widget it is live again there, and nothing is said twice.
    phone.goto("/help/")
    talk = Widget(phone).reopen()
    expect(talk.shown("Then I take one")).to_have_count(1)
    console.say("It is yours")
    expect(talk.shown("It is yours")).to_have_count(1)

    # The browser of before has nothing any more, and the link is used up.
    old = people.contexts[0]
    assert old.request.get(f"/livechat/conversations/{id}/messages/").status == 404
    page = old.new_page()
    page.goto("/help/")
    widget = Widget(page).open()
    expect(widget.dialog.get_by_role("textbox", name="Your email")).to_be_visible()
    expect(widget.shown(question)).to_have_count(0)
    assert people.context().request.get(link).status == 404
    assert people.troubles == []
