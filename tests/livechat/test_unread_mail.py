"""Answers that a visitor did not see come by mail, with a link back that is good once."""

import re
import time
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.core import signing
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from livechat import resume_link
from livechat.actions import unread_mail
from livechat.models import Conversation, Department, Message, Visitor

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Grace\r\nBcc: all@example.com <b>http://evil.example</b>"


@pytest.fixture
def conversation(visitor, site):
    return visitor.start(site.home, name=NAME, email="grace@example.com", body="Is it in stock?")


@pytest.fixture
def row(conversation):
    return Conversation.objects.select_related("visitor").get(public_id=conversation["id"])


def answer(row, body, minutes_ago=15, kind="text", role="staff"):
    at = timezone.now() - timedelta(minutes=minutes_ago)
    row.refresh_from_db()
    row.last_seq += 1
    row.last_vseq += kind != "note"
    row.last_message_at = at
    row.save()
    vseq = None if kind == "note" else row.last_vseq
    values = {"author_name": "Sam", "role": role, "kind": kind, "created_at": at}
    Message.objects.create(conversation=row, seq=row.last_seq, vseq=vseq, body=body, **values)


def wait_for(mailbox, number=1):
    deadline = time.monotonic() + 10
    while len(mailbox) < number and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(mailbox) == number
    return mailbox[-1]


def link_in(mail):
    return re.search(r"http://testserver(/livechat/resume/\S+)", mail.body)[1]


def test_what_was_answered_to_nobody_is_sent_once(row, visitor, conversation, mailoutbox):
    answer(row, "Yes, <i>three</i> & more: https://shop.example/lamp")
    answer(row, "Do not tell them", kind="note")
    assert unread_mail.mail_unread() == 1
    mail = wait_for(mailoutbox)
    ((html, _kind),) = mail.alternatives
    assert (mail.to, mail.cc, mail.bcc) == (["grace@example.com"], [], [])
    assert mail.subject == "An answer for you from Test"
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "Yes, <i>three</i> & more: https://shop.example/lamp" in mail.body
    assert "&lt;i&gt;three&lt;/i&gt; &amp; more" in html
    for part in (mail.body, html, str(mail.message()["Subject"])):
        assert "tell them" not in part
        # What a visitor wrote, their name too, is in nobody's mail but the transcript they ask for.
        assert "evil.example" not in part and "in stock" not in part and "Grace" not in part
    assert unread_mail.mail_unread() == 0
    answer(row, "And one more")
    assert unread_mail.mail_unread() == 1
    mail = wait_for(mailoutbox, 2)
    assert "And one more" in mail.body and "three" not in mail.body


@pytest.mark.parametrize(
    "why", ["too soon", "read", "no address", "blocked", "switched off", "long ago", "own words"]
)
def test_nothing_is_sent_where_nobody_wants_it(row, why, mailoutbox, site):
    answer(
        row,
        "Yes",
        3 if why == "too soon" else 15,
        role="visitor" if why == "own words" else "staff",
    )
    rows, visitors = Conversation.objects.filter(pk=row.pk), Visitor.objects.all()
    if why == "read":
        rows.update(visitor_read_vseq=2, visitor_read_seq=2)
    elif why == "no address":
        visitors.update(email="")
    elif why == "blocked":
        visitors.update(is_blocked=True)
    elif why == "switched off":
        Department.objects.update(email_after=None)
    elif why == "long ago":
        rows.update(last_message_at=timezone.now() - timedelta(days=3))
    assert unread_mail.mail_unread() == 0
    answer(row, "Yes, really")
    visitors.update(email="grace@example.com", is_blocked=False)
    Department.objects.update(email_after=10)
    assert unread_mail.mail_unread() == 1


def test_what_is_read_before_the_mail_goes_out_is_not_sent(row, mailoutbox):
    answer(row, "Yes")
    Conversation.objects.filter(pk=row.pk).update(visitor_read_vseq=2)
    unread_mail.send_unread.call(str(row.public_id), 0, 2)
    assert mailoutbox == []
    Conversation.objects.filter(pk=row.pk).update(visitor_read_vseq=0)
    unread_mail.send_unread.call(str(row.public_id), 0, 2)
    assert len(mailoutbox) == 1


def test_the_link_brings_the_conversation_into_another_browser_and_is_good_once(
    row, visitor, conversation, mailoutbox
):
    answer(row, "Yes")
    unread_mail.mail_unread()
    link = link_in(wait_for(mailoutbox))
    path = f"conversations/{conversation['id']}/messages/"
    other = Client()
    page = other.get(link)
    assert (page.status_code, page["Referrer-Policy"]) == (200, "same-origin")
    assert "Continue your chat" in page.content.decode() and "Yes" not in page.content.decode()
    # Reading changes nothing: the first browser goes on, the second has got nothing.
    assert visitor.get(path).status_code == 200
    assert not other.cookies and other.get(f"/livechat/{path}").status_code == 404
    assert other.post(link, headers={"origin": "https://evil.example"}).status_code == 403
    taken = other.post(link)
    assert taken.status_code == 302
    assert taken["Location"] == f"/livechat/conversations/{conversation['id']}/#end"
    cookie = taken.cookies["livechat_visitor"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert other.get(f"/livechat/{path}").json()["messages"][-1]["body"] == "Yes"
    assert visitor.get(path).status_code == 404
    for again in (Client().get(link), Client().post(link)):
        assert again.status_code == 404 and not again.cookies
        assert "used before" in again.content.decode()


def test_in_the_same_browser_nothing_has_to_change(row, visitor, conversation, mailoutbox):
    answer(row, "Yes")
    unread_mail.mail_unread()
    link = link_in(wait_for(mailoutbox))
    for _ in range(2):
        taken = visitor.client.post(link)
        assert taken.status_code == 302 and not taken.cookies
    assert visitor.get(f"conversations/{conversation['id']}/messages/").status_code == 200


@pytest.mark.parametrize("why", ["old", "other address", "blocked", "elsewhere", "other purpose"])
def test_a_link_is_for_one_purpose_one_address_one_site_and_a_week(row, why, monkeypatch, site):
    secret = resume_link.make(row)
    host = "testserver"
    assert Client().get(f"/livechat/resume/{secret}/").status_code == 200
    if why == "old":
        monkeypatch.setattr(resume_link, "GOOD_FOR", -1)
    elif why == "other address":
        Visitor.objects.update(email="mallory@example.com")
    elif why == "blocked":
        Visitor.objects.update(is_blocked=True)
    elif why == "elsewhere":
        host = "localhost"
        Site.objects.create(hostname=host, port=80, root_page=site.shop)
        Site.clear_site_root_paths_cache()
    else:
        secret = signing.dumps(
            [str(row.public_id), "grace@example.com"], salt="livechat.transcript"
        )
    browser = Client(headers={"host": host})
    for answered in (
        browser.get(f"/livechat/resume/{secret}/"),
        browser.post(f"/livechat/resume/{secret}/"),
    ):
        assert answered.status_code == 404 and not answered.cookies


async def test_sockets_of_the_old_token_close_and_the_new_one_comes_in(
    sockets, visitor, conversation, row
):
    tab = await sockets.visitor(visitor, conversation)
    assert (await tab.call("ping"))["type"] == "ok"
    browser = Client()
    secret = await sync_to_async(resume_link.make)(row)
    taken = await sync_to_async(browser.post)(f"/livechat/resume/{secret}/")
    assert taken.status_code == 302
    assert await tab.closed() == 4404
    visitor.client = browser
    tab = await sockets.visitor(visitor, conversation)
    assert tab.hello["conversation"]["id"] == conversation["id"]
