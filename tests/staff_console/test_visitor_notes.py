"""What staff remember of a visitor: beside each of their conversations, for whom the source is."""

import uuid

import pytest

from livechat.models import Conversation, VisitorNote
from tests.admin import client_of

pytestmark = pytest.mark.django_db(transaction=True)


def address(conversation, rest=""):
    return f"/admin/chat/api/conversations/{conversation['id']}/{rest}"


def write(user, conversation, body="Likes warm light", client_id=None):
    values = {"client_id": client_id or str(uuid.uuid4()), "body": body}
    path = address(conversation, "visitor-notes/")
    return client_of(user).post(path, values, content_type="application/json")


def read(user, conversation):
    notes = client_of(user).get(address(conversation)).json()["notes"]
    return [(each["author"], each["body"], each["may_delete"]) for each in notes]


def test_it_stands_beside_the_visitors_other_conversations_too(visitor, conversation, site, staff):
    later = visitor.start(site.home)
    assert write(staff.sam, conversation).json()["notes"][0]["body"] == "Likes warm light"
    assert read(staff.sam, later) == [("Sam", "Likes warm light", True)]
    assert read(staff.olive, later) == [("Sam", "Likes warm light", False)]
    assert read(staff.mona, later) == [("Sam", "Likes warm light", True)]


def test_whoever_may_not_see_its_conversation_does_not_see_it(visitor, conversation, site, staff):
    at_sales = visitor.start(site.shop)
    write(staff.sam, conversation, "Told support in confidence")
    write(staff.sasha, at_sales, "Wants a discount")
    assert read(staff.sasha, at_sales) == [("Sasha", "Wants a discount", True)]
    assert read(staff.sam, conversation) == [("Sam", "Told support in confidence", True)]
    assert len(read(staff.mona, at_sales)) == 2


def test_the_same_note_again_is_one_and_goes_with_its_conversation(conversation, staff):
    client_id = str(uuid.uuid4())
    for _ in range(2):
        assert write(staff.sam, conversation, client_id=client_id).status_code == 200
    assert VisitorNote.objects.count() == 1
    Conversation.objects.all().delete()
    assert not VisitorNote.objects.exists()


@pytest.mark.parametrize("values", [{}, {"body": "x"}, {"client_id": "x", "body": "x"}])
def test_rubbish_is_refused(conversation, staff, values):
    answer = client_of(staff.sam).post(
        address(conversation, "visitor-notes/"), values, content_type="application/json"
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_value")


def test_others_notes_are_deleted_by_managers_only(conversation, staff):
    note = write(staff.sam, conversation).json()["notes"][0]["id"]
    path = address(conversation, f"visitor-notes/{note}/delete/")

    def delete(user):
        return client_of(user).post(path, {}, content_type="application/json").status_code

    staff.olive.groups.set(staff.sam.groups.all())
    assert delete(staff.olive) == 403
    assert delete(staff.mona) == 200
    assert delete(staff.sam) == 404
