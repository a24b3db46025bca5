"""The queue gives conversations away: to whom, how many, and never one twice."""

import threading
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.db import close_old_connections, connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from livechat import access
from livechat.actions import conversations as verbs
from livechat.actions import giving
from livechat.delivery import duties
from livechat.errors import Busy, Conflict
from livechat.models import Conversation, StaffPresence, StaffProfile, Visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(site, staff):
    """Support gives in turn, at most two to each; sam, mona and admin are here."""
    for person in (staff.sam, staff.mona, staff.admin):
        sit_down(person)
    rule(site.support, "round_robin", 2)
    return site.support


def rule(department, routing, capacity):
    type(department).objects.filter(pk=department.pk).update(
        routing=routing, capacity=capacity, last_given=None
    )


def sit_down(person, state="online", node="here"):
    StaffProfile.objects.update_or_create(user=person, defaults={"availability": state})
    StaffPresence.objects.update_or_create(
        user=person, node=node, defaults={"seen_at": timezone.now()}
    )


def wait_in(department, number, **values):
    """So many conversations that wait there, one after the other."""
    now = timezone.now()
    visitor = Visitor.objects.create(token_hash=timezone.now().isoformat().encode()[-32:])
    return [
        Conversation.objects.create(
            department=department,
            visitor=visitor,
            waiting_since=now - timedelta(seconds=number - each),
            **values,
        )
        for each in range(number)
    ]


def holders(rows):
    found = Conversation.objects.in_bulk([row.pk for row in rows])
    return [(found[row.pk].assignee and found[row.pk].assignee.username) for row in rows]


def test_by_hand_nothing_is_given(site, staff):
    sit_down(staff.sam)
    rows = wait_in(site.support, 2)
    assert giving.give_waiting() == 0
    assert holders(rows) == [None, None]


def test_in_turn_everybody_gets_one_and_nobody_more_than_their_share(desk):
    rows = wait_in(desk, 8)
    assert giving.give_waiting() == 6
    assert holders(rows) == ["admin", "sam", "mona"] * 2 + [None, None]
    assert {row.status for row in Conversation.objects.filter(assignee__isnull=False)} == {"open"}
    verbs.close(rows[2])
    assert giving.give_waiting() == 1
    assert holders(rows)[6:] == ["mona", None]


def test_the_least_busy_gets_the_next_one(desk, staff, site):
    rule(desk, "least_busy", 9)
    verbs.claim(wait_in(site.sales, 1)[0], staff.mona)
    verbs.claim(wait_in(desk, 1)[0], staff.admin)
    rows = wait_in(desk, 4)
    assert giving.give_waiting() == 4
    assert holders(rows) == ["sam", "mona", "admin", "sam"]


def test_the_most_urgent_goes_first_and_then_whoever_waited_longest(desk, staff):
    rule(desk, "least_busy", 1)
    StaffPresence.objects.exclude(user=staff.sam).delete()
    usual, urgent = wait_in(desk, 1)[0], wait_in(desk, 1, priority=1)[0]
    assert giving.give_waiting() == 1
    assert holders([usual, urgent]) == [None, "sam"]


@pytest.mark.parametrize("why", ["away", "offline", "gone", "stale", "reader", "elsewhere"])
def test_only_people_who_are_here_and_may_answer_get_any(site, staff, desk, why):
    StaffPresence.objects.exclude(user=staff.sam).delete()
    rows = wait_in(desk, 2)
    if why in ("away", "offline"):
        sit_down(staff.sam, why)
    elif why == "gone":
        StaffPresence.objects.all().delete()
    elif why == "stale":
        StaffPresence.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    else:
        StaffPresence.objects.all().delete()
        sit_down(staff.olive if why == "reader" else staff.sasha)
    assert giving.give_waiting() == 0
    sit_down(staff.sam)
    assert giving.give_waiting() == 2
    assert holders(rows) == ["sam", "sam"]


def test_whoever_gave_one_back_does_not_get_it_again(desk, staff):
    rows = wait_in(desk, 1)
    verbs.claim(rows[0], staff.sam)
    StaffPresence.objects.exclude(user=staff.sam).delete()
    verbs.release(rows[0], staff.sam, access.Level.REPLY)
    assert giving.give_waiting() == 0
    sit_down(staff.mona)
    assert giving.give_waiting() == 1
    assert holders(rows) == ["mona"]


def test_nothing_waits_costs_one_query_and_each_gift_the_same(desk, django_assert_num_queries):
    giving.give_waiting()
    with django_assert_num_queries(1):
        assert giving.give_waiting() == 0

    def queries(number):
        wait_in(desk, number)
        rule(desk, "round_robin", 50)
        with connection.execute_wrapper(counter := Counter()):
            assert giving.give_waiting() == number
        return counter.count

    first, second = queries(2), queries(6)
    assert (second - 2) / 6 <= (first - 2) / 2


class Counter:
    count = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        return execute(sql, params, many, context)


def at_once(*jobs):
    """Run each of these on a thread and a connection of its own, all beginning together."""
    gate, problems = threading.Barrier(len(jobs)), []

    def run(job):
        try:
            gate.wait(10)
            job()
        except (Busy, Conflict):
            pass
        except Exception as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()
    assert not problems


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    routing=st.sampled_from(["round_robin", "least_busy"]),
    capacity=st.integers(1, 3),
    waiting=st.integers(1, 8),
    givers=st.integers(2, 4),
    claimed=st.lists(st.tuples(st.integers(0, 7), st.sampled_from(["sam", "mona"])), max_size=4),
)
def test_however_many_give_and_take_at_once_each_is_one_persons_and_nobody_is_given_too_many(
    desk, staff, routing, capacity, waiting, givers, claimed
):
    Conversation.objects.all().delete()
    rule(desk, routing, capacity)
    rows, taken = wait_in(desk, waiting), []

    def take(row, person):
        verbs.claim(row, person)
        taken.append((row.pk, person.pk))

    people = {"sam": staff.sam, "mona": staff.mona}
    at_once(
        *[giving.give_waiting for _ in range(givers)],
        *[
            lambda row=rows[number], person=people[name]: take(row, person)
            for number, name in claimed
            if number < waiting
        ],
    )
    giving.give_waiting()
    found = Conversation.objects.in_bulk([row.pk for row in rows])
    for pk, person in taken:
        assert found[pk].assignee_id == person
    by_hand = {pk for pk, _person in taken}
    here = {staff.sam.pk, staff.mona.pk, staff.admin.pk}
    total = {pk: [row for row in found.values() if row.assignee_id == pk] for pk in here}
    for person, held in total.items():
        given_to_them = [row for row in held if row.pk not in by_hand]
        assert len(given_to_them) <= capacity, person
    if len(by_hand) == 0:
        assert sum(map(len, total.values())) == min(waiting, capacity * len(here))
    free = [pk for pk, held in total.items() if len(held) < capacity]
    left = [row for row in found.values() if row.assignee_id is None]
    assert not (free and left)
    assert all((row.status == "open") == bool(row.assignee_id) for row in found.values())


def test_one_process_of_several_does_the_work(monkeypatch):
    assert [duties.take("one"), duties.take("one")] == [False, True]
    assert [duties.take("two"), duties.take("one")] == [False, True]
    monkeypatch.setattr(duties, "HELD", timedelta(seconds=-1))
    assert [duties.take("one"), duties.take("two")] == [True, True]


async def test_a_new_conversation_comes_to_somebody_by_itself(
    sockets, new_visitor, site, staff, monkeypatch
):
    monkeypatch.setattr(duties, "TICK", 0.05)
    await sync_to_async(rule)(site.support, "round_robin", 1)
    sam = await sockets.staff(staff.sam)
    visitors = [new_visitor() for _ in range(2)]
    started = [await sync_to_async(each.start)(site.home) for each in visitors]
    while not (told := (await sam.event("inbox.changed"))["conversation"])["assignee"]:
        pass
    assert (told["id"], told["assignee"]["name"]) == (started[0]["id"], "Sam")
    assert (await sam.call("availability.set", state="away"))["type"] == "ok"
    await sam.call("conversation.close", conversation=started[0]["id"])
    opened = await sam.call("conversation.open", conversation=started[1]["id"])
    assert opened["conversation"]["status"] == "waiting"
    await sam.call("availability.set", state="online")
    while (await sam.event("conversation.changed"))["conversation"]["id"] != started[1]["id"]:
        pass
