"""What nobody answers in time goes back to the queue and becomes more urgent."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from livechat.actions import conversations as verbs
from livechat.actions import messages, overdue
from livechat.actions.locking import locked
from livechat.models import ChatLogEntry, Conversation, Department, Message
from staff_console.texts import console_texts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def limit(site):
    """In support within five minutes."""
    Department.objects.filter(pk=site.support.pk).update(answer_within=5)


@pytest.fixture
def row(conversation):
    return Conversation.objects.get(public_id=conversation["id"])


def minutes_later(row, minutes):
    """So much time passes, for this conversation."""
    past = timedelta(minutes=minutes)
    fresh = Conversation.objects.get(pk=row.pk)
    for name in ("waiting_since", "assigned_at", "escalated_at", "last_message_at"):
        at = getattr(fresh, name)
        Conversation.objects.filter(pk=row.pk).update(**{name: at and at - past})
    for message in Message.objects.filter(conversation=row):
        Message.objects.filter(pk=message.pk).update(created_at=message.created_at - past)


def state(row):
    now = Conversation.objects.get(pk=row.pk)
    return now.status, now.assignee and now.assignee.username, now.priority


def say(row, role, author=None):
    with locked(row) as fresh:
        messages.append(fresh, role, author, "", "Hi")
        fresh.save()


def test_what_was_taken_and_not_answered_goes_back_and_becomes_more_urgent(limit, row, staff):
    verbs.claim(row, staff.sam)
    minutes_later(row, 4)
    assert overdue.return_overdue() == 0
    assert state(row) == ("open", "sam", 0)
    minutes_later(row, 2)
    assert overdue.return_overdue() == 1
    assert state(row) == ("waiting", None, 1)
    assert Conversation.objects.get(pk=row.pk).passed_by == staff.sam
    assert overdue.return_overdue() == 0
    entry = ChatLogEntry.objects.get(conversation=row, action="livechat.escalate")
    assert (entry.user, entry.data) == (None, {"priority": 1})


def test_an_answer_stops_the_clock_and_a_note_does_not(limit, row, staff):
    verbs.claim(row, staff.sam)
    say(row, "staff", staff.sam)
    minutes_later(row, 30)
    assert overdue.return_overdue() == 0
    say(row, "visitor")
    minutes_later(row, 4)
    say(row, "visitor")
    assert overdue.return_overdue() == 0
    minutes_later(row, 2)
    assert overdue.return_overdue() == 1
    assert state(row) == ("waiting", None, 1)


def test_who_has_just_got_it_has_the_whole_time(limit, row, staff):
    verbs.claim(row, staff.sam)
    minutes_later(row, 20)
    verbs.assign(row, staff.mona, staff.admin, 3)
    assert overdue.return_overdue() == 0
    minutes_later(row, 6)
    assert overdue.return_overdue() == 1


def test_what_waits_becomes_more_urgent_again_and_again_up_to_a_bound(limit, row):
    for priority in (1, 2, 3):
        minutes_later(row, 6)
        assert overdue.return_overdue() == 1
        assert overdue.return_overdue() == 0
        assert state(row) == ("waiting", None, priority)
        assert console_texts()[f"priority_{priority}"], "the list has a word for it"
    minutes_later(row, 60)
    assert overdue.return_overdue() == 0


@pytest.mark.parametrize("why", ["no limit", "closed", "inactive department"])
def test_where_no_time_runs_nothing_happens(limit, row, site, why):
    if why == "no limit":
        Department.objects.update(answer_within=None)
    elif why == "closed":
        verbs.close(row)
    else:
        Department.objects.filter(pk=site.support.pk).update(is_active=False)
    minutes_later(row, 60)
    assert overdue.return_overdue() == 0
    assert state(row)[2] == 0
    if why == "no limit":
        Department.objects.update(answer_within=7)
        assert overdue.return_overdue() == 1


def test_many_at_once_cost_no_more_queries_to_find(
    limit, new_visitor, site, django_assert_num_queries
):
    for _ in range(3):
        new_visitor().start(site.home)
    with django_assert_num_queries(3):
        assert overdue.return_overdue() == 0
    assert timezone.now() > Conversation.objects.latest("pk").waiting_since


def test_two_processes_that_look_at_once_escalate_once(limit, row, staff):
    verbs.claim(row, staff.sam)
    minutes_later(row, 6)
    at_once = threading.Barrier(2)

    def look():
        try:
            at_once.wait()
            return overdue.return_overdue()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(look) for _ in range(2)]
        assert sum(run.result() for run in runs) == 1
    assert state(row) == ("waiting", None, 1)
    assert ChatLogEntry.objects.filter(conversation=row, action="livechat.escalate").count() == 1
    said = Message.objects.filter(conversation=row, kind="event", data__code="returned")
    assert said.count() == 1
