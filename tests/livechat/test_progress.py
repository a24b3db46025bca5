"""How far a room was told: never further than what was really told, whatever got lost."""

import random

from livechat.delivery.announcement import Numbers
from livechat.delivery.progress import MAX_AHEAD, Progress


def progress(**numbers):
    made = Progress()
    made.was_read(Numbers(**numbers))
    return made


def test_a_read_mark_does_not_hide_a_lost_one_of_the_other_side():
    room = progress(last_seq=5, last_vseq=5, staff_read_seq=1)

    room.heard(Numbers(visitor_read_seq=5, visitor_read_vseq=5))

    assert room.numbers.staff_read_seq == 1
    assert room.numbers.visitor_read_seq == 5


def test_a_state_after_a_lost_one_leaves_both_to_the_beat():
    room = progress(rev=4, visitor_rev=2)

    room.heard(Numbers(rev=6, visitor_rev=4))
    assert room.numbers[2:4] == (4, 2)

    room.heard(Numbers(rev=6, visitor_rev=4), whole=True)
    assert room.numbers[2:4] == (6, 4)


def test_a_message_after_a_lost_one_waits_for_it():
    room = progress(last_seq=3, last_vseq=2)

    room.posted(5, 3)
    assert room.numbers[:2] == (3, 2)

    room.posted(4, 0)
    assert room.numbers[:2] == (5, 3)


def test_any_order_ends_at_the_same_place():
    told = list(range(1, 200))
    random.Random(1).shuffle(told)
    room = progress()

    for seq in told:
        room.posted(seq, seq)

    assert room.numbers[:2] == (199, 199)


def test_what_is_remembered_of_the_future_is_bounded():
    room = progress()

    for seq in range(2, 3 * MAX_AHEAD):
        room.posted(seq, seq)

    assert room.numbers.last_seq == 0
    assert len(room._ahead) <= MAX_AHEAD


def test_nothing_is_known_before_the_first_reading():
    room = Progress()

    room.posted(1, 1)
    assert room.numbers is None

    room.was_read(Numbers(last_seq=7))
    room.was_read(Numbers(last_seq=9))
    assert room.numbers.last_seq == 7
