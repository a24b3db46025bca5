"""A conversation by e-mail: to whom, what is in it, and how often."""

import re
import time

import pytest
from asgiref.sync import sync_to_async

from livechat.models import Conversation, Message

pytestmark = pytest.mark.django_db(transaction=True)


def ask(visitor, conversation, email="grace@example.com"):
    return visitor.command(conversation, "transcript.request", email=email).json()


def wait_for(mailbox, number=1):
    deadline = time.monotonic() + 10
    while len(mailbox) < number and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(mailbox) == number
    return mailbox[-1]


@pytest.fixture
def conversation(visitor, site):
    return visitor.start(site.home, email="grace@example.com", body="<b>Hi</b> {{ 7|add:7 }}")


def answer(conversation, body, kind="text"):
    row = Conversation.objects.get(public_id=conversation["id"])
    row.last_seq += 1
    row.last_vseq += kind != "note"
    row.save()
    Message.objects.create(
        conversation=row,
        seq=row.last_seq,
        vseq=None if kind == "note" else row.last_vseq,
        role="staff",
        author_name="Sam",
        body=body,
        kind=kind,
    )


def test_it_has_both_sides_and_no_note(visitor, conversation, mailoutbox):
    answer(conversation, "Good morning & welcome")
    answer(conversation, "A secret among staff", "note")
    reply = ask(visitor, conversation, "Grace@Example.com")
    assert reply == {"type": "ok", "ref": "1"}
    mail = wait_for(mailoutbox)
    ((html, kind),) = mail.alternatives
    assert (mail.to, kind) == (["Grace@Example.com"], "text/html")
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "<b>Hi</b> {{ 7|add:7 }}" in mail.body and "Good morning & welcome" in mail.body
    assert "&lt;b&gt;Hi&lt;/b&gt; {{ 7|add:7 }}" in html and "morning &amp; welcome" in html
    assert "Sam" in mail.body and "secret" not in mail.body + html


def test_names_and_addresses_are_no_links_and_no_headers(visitor, site, mailoutbox):
    evil = "https://evil.example\r\nBcc: all@example.com <a href=x>"
    conversation = visitor.start(site.home, name=evil, email="grace@example.com")
    ask(visitor, conversation)
    mail = wait_for(mailoutbox)
    assert "evil" not in mail.subject + mail.body + str(mail.alternatives)
    assert mail.recipients() == ["grace@example.com"]
    assert "<a" not in mail.alternatives[0][0]


@pytest.mark.parametrize(
    "email", ["", "no address", "a@example.com\r\nBcc: b@example.com", "a@b.c, d@e.f", 7, "a" * 300]
)
def test_what_is_no_address_is_refused(visitor, conversation, mailoutbox, email):
    reply = ask(visitor, conversation, email)
    assert (reply["type"], reply["code"] in ("bad_value", "too_long")) == ("error", True)
    assert not mailoutbox


def test_another_address_is_asked_first(visitor, conversation, mailoutbox, client):
    assert ask(visitor, conversation, "ada@example.com")["type"] == "ok"
    question = wait_for(mailoutbox)
    assert question.to == ["ada@example.com"]
    assert "add:7" not in question.body + question.alternatives[0][0]
    path = re.search(r"/livechat/transcript/\S+", question.body).group()
    assert client.get(path).status_code == 200
    assert len(mailoutbox) == 1
    assert client.post(path, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post(path).status_code == 200
    mail = wait_for(mailoutbox, 2)
    assert mail.to == ["ada@example.com"] and "Hi" in mail.body
    assert client.get(path[:-3] + "xx/").status_code == 404
    Conversation.objects.get().delete()
    assert client.get(path).status_code == 404


def test_not_more_than_a_few(visitor, conversation, mailoutbox):
    replies = [ask(visitor, conversation) for _ in range(4)]
    assert [reply["type"] for reply in replies] == ["ok", "ok", "ok", "error"]
    assert (replies[3]["code"], replies[3]["retry_after"] > 0) == ("rate_limited", True)
    wait_for(mailoutbox, 3)


def test_a_stranger_gets_nothing(conversation, new_visitor, mailoutbox):
    stranger = new_visitor()
    stranger.start()
    answer = stranger.command(conversation, "transcript.request", email="grace@example.com")
    assert answer.status_code == 404


async def test_a_socket_may_ask_too(sockets, visitor, conversation, mailoutbox):
    tab = await sockets.visitor(visitor, conversation)
    assert (await tab.call("transcript.request", email="grace@example.com"))["type"] == "ok"
    await sync_to_async(wait_for)(mailoutbox)
