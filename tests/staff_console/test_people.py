"""Who sees a conversation and why; invitations taken back; erasing."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from livechat import access
from livechat.access import Level, access_of
from livechat.actions import conversations
from livechat.explanation import explain, explain_people
from livechat.models import ChatLogEntry, Conversation, ConversationUserGrant, Message, Visitor
from tests.admin import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def conversation(visitor):
    return Conversation.objects.get(public_id=visitor.start(body="My secret garden")["id"])


def address(name, conversation):
    return reverse(f"staff_console:{name}", args=[conversation.public_id])


def post(client, url, data=None):
    return client.post(url, json.dumps(data or {}), content_type="application/json")


def test_reasons_in_words(staff, conversation, site):
    assert explain(staff.sam, conversation).reasons == [
        "May answer in Support, as a member of the group Group of sam."
    ]
    assert explain(staff.admin, conversation).reasons == ["Superusers may do everything."]
    assert explain(staff.sasha, conversation) is None
    access.grant(staff.eddie, "join", conversation)
    assert explain(staff.eddie, conversation).reasons == [
        "May read in this conversation, by a permission of their own."
    ]
    everywhere = Permission.objects.get(codename="manage_conversation")
    staff.olive.groups.get().permissions.add(everywhere)
    olive = explain(staff.olive, conversation)
    assert olive.level == Level.MANAGE
    assert olive.reasons == [
        "May manage in every department, as a member of the group Group of olive.",
        "May read in Support, as a member of the group Group of olive.",
    ]


def test_everybody_who_sees_it_has_a_reason_and_the_policys_level(staff, conversation, site):
    access.grant(staff.eddie, "reply", conversation)
    found = {each.user: each for each in explain_people(conversation)}
    everyone = [staff.admin, staff.mona, staff.sam, staff.olive, staff.eddie]
    assert set(found) == set(everyone)
    for user, each in found.items():
        assert each.reasons and each.level == access_of(user).level(conversation)


@pytest.mark.parametrize("many", [10, 300])
def test_the_price_does_not_grow(staff, conversation, many, django_assert_max_num_queries):
    User = type(staff.sam)
    users = User.objects.bulk_create(User(username=f"agent{n}") for n in range(many))
    group = staff.sam.groups.get()
    User.groups.through.objects.bulk_create(
        User.groups.through(user=user, group=group) for user in users
    )
    with django_assert_max_num_queries(11):
        assert len(explain_people(conversation)) == min(200, many + 4)


def test_managers_are_told_agents_see_only_whom_they_invited(staff, conversation):
    conversations.invite(conversation, staff.sam, staff.eddie)
    url = address("people", conversation)
    mona = client_of(staff.mona).get(url).json()
    assert {each["name"] for each in mona["people"]} == {"admin", "Mona", "Sam", "Olive", "Eddie"}
    eddie = next(each for each in mona["people"] if each["name"] == "Eddie")
    assert eddie["reasons"] == ["Invited to this conversation by a colleague."]
    assert eddie["invited"] and eddie["access"] == "reply"
    sam = client_of(staff.sam).get(url).json()
    assert "people" not in sam
    assert sam["invited"] == [{"id": str(staff.eddie.pk), "name": "Eddie"}]
    assert client_of(staff.olive).get(url).status_code == 403
    assert client_of(staff.sasha).get(url).status_code == 404


def test_an_invitation_is_taken_back(staff, conversation):
    conversations.invite(conversation, staff.sam, staff.eddie)
    conversations.claim(conversation, staff.eddie)
    url = address("uninvite", conversation)
    assert post(client_of(staff.olive), url, {"staff": str(staff.eddie.pk)}).status_code == 403
    answer = post(client_of(staff.sam), url, {"staff": str(staff.eddie.pk)})
    assert answer.json() == {"invited": []}
    assert not access_of(staff.eddie).is_staff
    conversation.refresh_from_db()
    assert conversation.is_waiting and conversation.assignee is None
    actions = ChatLogEntry.objects.order_by("pk").values_list("action", "user")
    assert list(actions.filter(action__contains="invite")) == [
        ("livechat.invite", staff.sam.pk),
        ("livechat.uninvite", staff.sam.pk),
    ]
    for nonsense in (None, [], {"staff": 3}, {"staff": "x"}, {"staff": "999999"}):
        assert post(client_of(staff.sam), url, nonsense).status_code == 400


def test_other_roads_stay_when_an_invitation_goes(staff, conversation):
    conversations.invite(conversation, staff.mona, staff.sam)
    conversations.uninvite(conversation, staff.mona, staff.sam)
    assert access_of(staff.sam).level(conversation) == Level.REPLY


def test_erasing_leaves_an_entry_and_nothing_else(staff, conversation, visitor):
    access.grant(staff.eddie, "reply", conversation)
    pk, hex_id = conversation.pk, conversation.public_id.hex
    for user, status in ((staff.sam, 403), (staff.olive, 403), (staff.sasha, 404)):
        assert post(client_of(user), address("erase", conversation)).status_code == status
    answer = post(client_of(staff.mona), address("erase", conversation))
    assert answer.status_code == 200
    assert not Conversation.objects.filter(pk=pk).exists()
    assert not Message.objects.filter(conversation_id=pk).exists()
    assert not ConversationUserGrant.objects.filter(content_object_id=pk).exists()
    assert not Visitor.objects.exists()
    entries = ChatLogEntry.objects.filter(label__contains=hex_id[:8])
    assert [(each.action, each.user) for each in entries] == [("livechat.erase", staff.mona)]
    assert entries[0].data == {}
    assert post(client_of(staff.mona), address("erase", conversation)).status_code == 404
    assert visitor.get(f"conversations/{conversation.public_id}/messages/").status_code == 404


def test_a_visitor_with_another_conversation_stays(staff, site, visitor):
    first, second = visitor.start(), visitor.start(site.shop)
    row = Conversation.objects.get(public_id=first["id"])
    post(client_of(staff.mona), address("erase", row))
    assert visitor.get(f"conversations/{second['id']}/messages/").status_code == 200
