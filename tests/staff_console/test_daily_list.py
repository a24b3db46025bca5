"""Each morning agents get by mail what is still unanswered, and nothing that they may not see."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from livechat.models import Conversation, Department, Duty, StaffProfile, Visitor
from staff_console.daily_list import sending, unanswered

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tasks_at_once(monkeypatch):
    """Without a thread for each mail."""
    monkeypatch.setattr(sending, "enqueue", lambda task, *args: task.call(*args))


@pytest.fixture
def morning(monkeypatch, tasks_at_once):
    """``morning(9)``: the clock is nine, days from now."""

    def at(hour, days=0):
        day = datetime(2030, 5, 1) + timedelta(days=days)
        now = timezone.make_aware(day.replace(hour=hour))
        monkeypatch.setattr(timezone, "now", lambda: now)

    return at


@pytest.fixture
def asked(new_visitor, site, staff):
    """One conversation in support that nobody has answered; support sends the list."""
    Department.objects.filter(pk=site.support.pk).update(daily_list=True)
    for person in (staff.sam, staff.olive, staff.sasha, staff.eddie):
        StaffProfile.objects.get_or_create(user=person)
    return Conversation.objects.get(public_id=new_visitor().start(site.home, name="Grace")["id"])


def test_once_a_day_in_the_morning(asked, staff, morning, mailoutbox):
    morning(7)
    assert not sending.send_daily_lists() and not mailoutbox
    morning(8)
    sending.send_daily_lists()
    sending.send_daily_lists()
    assert [mail.to for mail in mailoutbox] == [["sam@example.com"]]
    morning(8, days=1)
    sending.send_daily_lists()
    assert len(mailoutbox) == 2
    assert Duty.objects.get(pk="daily list").mark == timezone.now()


def test_it_says_who_waits_where_and_leads_there(asked, staff, mailoutbox, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.com"
    sending.send_daily_list.call(str(staff.sam.pk))
    [mail] = mailoutbox
    ((html, _kind),) = mail.alternatives
    assert mail.subject == "1 chat without an answer"
    address = f"https://www.example.com/admin/chat/conversations/{asked.public_id}/"
    for part in (mail.body, html):
        assert "Grace" in part and "Support" in part and "Home" in part and address in part
        assert "Hello" not in part


def test_only_what_is_unanswered_and_only_to_those_who_may_answer(
    asked, new_visitor, staff, site, mailoutbox, desk_of
):
    foreign = new_visitor().start(site.shop, name="Foreign")
    for person in (staff.sasha, staff.olive, staff.eddie):
        sending.send_daily_list.call(str(person.pk))
    assert mailoutbox == []
    Department.objects.update(daily_list=True)
    sending.send_daily_list.call(str(staff.sam.pk))
    assert "Foreign" not in mailoutbox[0].body and foreign["id"] not in mailoutbox[0].body
    values = {"client_id": "0b0e5a52-6a0f-4c57-8a3a-5a4f6d1c2e77", "body": "Hi"}
    desk_of(staff.sam).send("message.post", conversation=str(asked.public_id), **values)
    sending.send_daily_list.call(str(staff.sam.pk))
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("name", ["evil.example", "http://x", "a@b.example", "www evil"])
def test_a_name_that_looks_like_a_link_is_no_name(asked, staff, mailoutbox, name):
    Visitor.objects.update(name=name)
    sending.send_daily_list.call(str(staff.sam.pk))
    [mail] = mailoutbox
    assert name not in mail.body and name not in mail.alternatives[0][0]
    assert f"Visitor {asked.public_id.hex[:4]}" in mail.body


def test_names_are_text_and_the_list_has_an_end(
    asked, new_visitor, staff, site, mailoutbox, monkeypatch
):
    monkeypatch.setattr(unanswered, "MOST", 1)
    Visitor.objects.update(name="J. <Smith>")
    new_visitor().start(site.home)
    sending.send_daily_list.call(str(staff.sam.pk))
    [mail] = mailoutbox
    assert mail.subject == "2 chats without an answer"
    assert "Only 1 of 2" in mail.body
    assert "J. <Smith>" in mail.body and "J. &lt;Smith&gt;" in mail.alternatives[0][0]
