"""The index behind the search: conditions, what it keeps up with, and how it is filled."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from livechat.actions import conversations as verbs
from livechat.actions.erasing import erase
from livechat.models import Conversation, Duty, SearchMark
from livechat.searching import indexing, words

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def find(desk_of, staff):
    """``find("tag:lamp")``: the ids that Mona's search finds, newest first."""
    mona = desk_of(staff.mona)

    def ask(text):
        answer = mona.get("/admin/chat/api/search/", q=text).json()
        return [row["id"] for row in answer["conversations"]]

    return ask


@pytest.fixture
def three(new_visitor, site):
    """Three talks that differ in everything."""

    def begin(page, name, body):
        visitor = new_visitor()
        email = f"{name}@example.com".lower().replace("ü", "u")
        made = visitor.start(page, name=name, email=email, body=body)
        return Conversation.objects.get(public_id=made["id"])

    return [
        begin(site.home, "Grace", "Does the lamp dim?"),
        begin(site.shop, "Lampard", "Is the shop open?"),
        begin(site.shop, "Ümit", "Can I pay by card?"),
    ]


def ids(*rows):
    return [str(row.public_id) for row in rows]


def test_conditions_narrow_the_search_down(find, three):
    one, two, three = three
    verbs.tag(one, ["Desk lamps", "vip"])
    verbs.tag(two, ["vip"])
    verbs.rate(three, 2, "Too slow")
    assert find("lamp") == ids(two, one)
    assert find("visitor:lamp") == ids(two)
    assert find("visitor:grace@example.com") == ids(one)
    assert find("VISITOR:ümit") == ids(three)
    assert find("page:shop") == ids(three, two)
    assert find("page:shop card") == ids(three)
    assert find("tag:vip") == ids(two, one)
    assert find('tag:"desk LAMPS"') == ids(one)
    assert find("tag:desk") == []
    assert find("rating:2") == ids(three)
    assert find("rating:2 slow") == ids(three)
    assert find("rating:3") == []
    assert find("nonsense:lamp") == []


def test_dates_are_days_and_both_included(find, three):
    old = three[0]
    at = timezone.now() - timedelta(days=10)
    Conversation.objects.filter(pk=old.pk).update(created_at=at, last_message_at=at)
    day = at.date().isoformat()
    assert find(f"from:{day} to:{day}") == ids(old)
    assert find(f"to:{day}") == ids(old)
    assert old.public_id.hex not in "".join(find("from:2026-01-01 to:2026-01-02"))
    assert set(find(f"from:{day}")) == set(ids(*three))
    # One that goes on for days is of the day of its last message.
    Conversation.objects.filter(pk=old.pk).update(last_message_at=at + timedelta(days=2))
    assert find(f"from:{day} to:{day}") == []
    assert find(f"from:{day} to:{(at + timedelta(days=2)).date()}") == ids(old)


@pytest.mark.parametrize("wrong", ["rating:6", "rating:x", "from:yesterday", "to:9999-12-31"])
def test_a_condition_that_is_none_is_said_to_be_none(desk_of, staff, wrong):
    answer = desk_of(staff.mona).get("/admin/chat/api/search/", q=wrong)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_value")


def test_a_new_name_and_new_tags_are_found_and_the_old_ones_not(find, visitor, conversation):
    visitor.command(conversation, "visitor.update", name="Ada")
    assert find("visitor:ada") == [conversation["id"]]
    visitor.command(conversation, "visitor.update", name="Bob")
    assert (find("visitor:ada"), find("visitor:bob")) == ([], [conversation["id"]])
    assert not SearchMark.objects.filter(is_stale=True).exists()


def test_what_was_just_said_is_found_and_what_is_erased_is_not(find, visitor, conversation, staff):
    assert find("zebra") == []
    visitor.say(conversation, "A zebra, please")
    assert find("zebra") == [conversation["id"]]
    row = Conversation.objects.get(public_id=conversation["id"])
    erase(row, staff.mona)
    entries = indexing.entry_model().objects.filter(object_id=str(row.pk))
    assert not entries.filter(content_type__model="conversation").exists()
    assert find("zebra") == []


def test_everything_there_is_comes_into_the_index_a_few_at_a_time(find, three, monkeypatch):
    monkeypatch.setattr(indexing, "AT_ONCE", 2)
    at = timezone.now() - timedelta(days=300)
    Conversation.objects.update(created_at=at, last_message_at=at)
    assert find("example") == []
    runs = 0
    while indexing.index_changed():
        runs += 1
        assert runs < 10
    assert len(find("example")) == 3
    assert Duty.objects.get(pk="search").mark > at
    before = SearchMark.objects.count()
    assert not indexing.index_changed()
    assert SearchMark.objects.count() == before


def test_a_long_lively_talk_is_not_read_anew_for_every_line(find, visitor, conversation):
    row = Conversation.objects.get(public_id=conversation["id"])
    indexing.index_changed()
    Conversation.objects.filter(pk=row.pk).update(last_seq=1000)
    SearchMark.objects.filter(pk=row.pk).update(seq=999)
    indexing.index_changed()
    assert SearchMark.objects.get(pk=row.pk).seq == 999
    quiet = timezone.now() - timedelta(seconds=90)
    Conversation.objects.filter(pk=row.pk).update(last_message_at=quiet)
    indexing.index_changed()
    assert SearchMark.objects.get(pk=row.pk).seq == 1000


def test_a_document_is_bounded_and_has_each_word_once(three):
    found = words.document(three[0], (f"Hello hello w{n:06d} " for n in range(60_000))).split()
    assert found.count("hello") == 1
    assert len(set(found)) == len(found)
    assert sum(map(len, found)) < words.MOST
    assert words.words_in("a" * 100) == ["a" * words.LONGEST]


def test_texts_in_any_script_are_found(find, visitor, conversation):
    for text, asked in (("Привет мир", "МИР"), ("naïve café", "café"), ("日本語", "日本")):
        visitor.say(conversation, text, client_id=str(uuid.uuid4()))
        assert find(asked) == [conversation["id"]], text
