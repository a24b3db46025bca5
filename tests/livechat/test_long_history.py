"""Answers with much text: fewer messages at once, and none missing."""

import uuid

import pytest

from livechat import history
from livechat.models import Conversation, Message

pytestmark = pytest.mark.django_db
LONGEST = "語" * 4_000


@pytest.fixture
def conversation(visitor, site):
    row = Conversation.objects.get(public_id=visitor.start(site.home)["id"])
    Message.objects.bulk_create(
        Message(
            conversation=row,
            seq=n,
            vseq=n,
            client_id=uuid.uuid4(),
            role=Message.Role.VISITOR,
            body=LONGEST,
        )
        for n in range(2, 121)
    )
    row.last_seq = row.last_vseq = 120
    row.save()
    return row


def test_the_newest_fifty_are_one_answer_however_long(conversation):
    found, more = history.newest(conversation, "visitor", 50)
    assert [each["seq"] for each in found] == list(range(71, 121))
    assert more


def test_paging_up_and_down_gets_everything_in_bounded_answers(conversation):
    up, seq, more = [], 1, True
    while more:
        found, more = history.after(conversation, "staff", seq, 200)
        assert sum(len(each["body"]) for each in found) <= history.MAX_TEXT
        up += [each["seq"] for each in found]
        seq = up[-1]
    assert up == list(range(2, 121))
    down, seq, more = [], 121, True
    while more:
        found, more = history.before(conversation, "staff", seq, 200)
        down = [each["seq"] for each in found] + down
        seq = down[0]
    assert down == list(range(1, 121))
