"""Odd grants, moved conversations and half-made installations: what an attacker would try first."""

import json
import uuid

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import Group, Permission

from livechat import access
from livechat.access import Level, access_of
from livechat.actions import conversations
from livechat.actions.departments import move_conversations
from livechat.doors import find_conversation
from livechat.errors import Forbidden, NotFound
from livechat.models import (
    Conversation,
    ConversationGroupGrant,
    ConversationUserGrant,
    Department,
    DepartmentGroupGrant,
    DepartmentUserGrant,
)
from tests.admin import client_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def row(visitor):
    return Conversation.objects.get(public_id=visitor.start()["id"])


def level(user, row):
    return access_of(type(user).objects.get(pk=user.pk)).level(row)


def command(client, kind, row, **values):
    frame = {"type": kind, "ref": "1", "conversation": str(row.public_id)} | values
    answer = client.post(
        "/admin/chat/api/commands/", json.dumps(frame), content_type="application/json"
    )
    return answer.json().get("code", "ok")


def test_permissions_that_are_no_levels_open_nothing(staff, site, row):
    """Wagtail's and Django's own permissions on the models, held globally and on the objects."""
    eddie = staff.eddie
    for codename in ("view_conversation", "change_conversation", "delete_conversation"):
        permission = Permission.objects.get(codename=codename)
        eddie.user_permissions.add(permission)
        ConversationUserGrant.objects.create(user=eddie, permission=permission, content_object=row)
    for codename in ("view_department", "change_department", "delete_department"):
        permission = Permission.objects.get(codename=codename)
        DepartmentUserGrant.objects.create(
            user=eddie, permission=permission, content_object=site.support
        )
    assert level(eddie, row) == Level.NONE
    assert not access_of(eddie).is_staff
    assert access_of(eddie).conversations == access_of(eddie).departments == {}
    client = client_of(eddie)
    assert client.get(f"/admin/chat/conversations/{row.public_id}/").status_code == 404
    assert client.get("/admin/chat/").status_code == 403
    assert command(client, "conversation.open", row) == "not_found"


def test_the_highest_road_counts_and_the_others_stay(staff, site, row):
    group = Group.objects.create(name="Both")
    staff.eddie.groups.add(group)
    for word in ("join", "manage"):
        access.grant(group, word, site.support)
    assert level(staff.eddie, row) == Level.MANAGE
    access.revoke(group, "manage", site.support)
    assert level(staff.eddie, row) == Level.JOIN
    access.grant(staff.eddie, "reply", row)
    assert level(staff.eddie, row) == Level.REPLY
    access.revoke(group, "join", site.support)
    assert level(staff.eddie, row) == Level.REPLY
    access.set_level(staff.eddie, Level.NONE, row)
    assert level(staff.eddie, row) == Level.NONE


def test_each_conversation_has_a_level_of_its_own(staff, site, row, new_visitor):
    other = Conversation.objects.get(public_id=new_visitor().start()["id"])
    access.grant(staff.olive, "manage", row)
    client, to = client_of(staff.olive), str(staff.sam.pk)
    assert command(client, "conversation.assign", row, to=to) == "ok"
    assert command(client, "conversation.assign", other, to=to) == "forbidden"
    assert command(client, "conversation.tag", other, tags=["x"]) == "forbidden"
    found = find_conversation(access_of(staff.olive), str(row.public_id), Level.MANAGE)
    assert found == row
    with pytest.raises(Forbidden):
        find_conversation(access_of(staff.olive), str(other.public_id), Level.REPLY)
    erase = "/admin/chat/api/conversations/{}/erase/"
    assert client.post(erase.format(other.public_id)).status_code == 403
    assert client.post(erase.format(row.public_id)).status_code == 200


def test_a_level_on_the_conversation_outlives_the_department(staff, site, row):
    """Inactive, moved or deleted: what was granted on the conversation itself stays, no more."""
    access.grant(staff.eddie, "reply", row)
    site.support.is_active = False
    site.support.save()
    assert (level(staff.sam, row), level(staff.eddie, row)) == (Level.NONE, Level.REPLY)
    move_conversations(site.support, site.sales, staff.admin)
    site.support.delete()
    row.refresh_from_db()
    assert [level(each, row) for each in (staff.sam, staff.sasha, staff.eddie)] == [
        Level.NONE,
        Level.REPLY,
        Level.REPLY,
    ]
    assert not DepartmentGroupGrant.objects.filter(content_object=site.support.pk).exists()


def test_a_department_of_the_same_key_inherits_nobody(staff, site):
    pk = site.support.pk
    Conversation.objects.all().delete()
    site.support.delete()
    again = Department.objects.create(pk=pk, name="New", slug="new")
    for user in (staff.sam, staff.olive):
        assert access_of(user).in_department(again.pk) == Level.NONE


def test_whose_way_into_the_admin_is_gone_has_nothing_by_any_road(staff, site, row):
    access.grant(staff.sam, "manage", row)
    access.grant(staff.sam, "manage", site.support)
    staff.sam.user_permissions.add(Permission.objects.get(codename="manage_conversation"))
    assert level(staff.sam, row) == Level.MANAGE
    staff.sam.groups.get().permissions.clear()
    assert level(staff.sam, row) == Level.NONE
    with pytest.raises(NotFound):
        find_conversation(access_of(staff.sam), str(row.public_id))
    staff.admin.is_active = False
    assert access_of(staff.admin).level(row) == Level.NONE


def test_a_guests_invitation_ends_and_their_own_grant_does_not(staff, site, row):
    access.grant(staff.eddie, "join", row)
    conversations.invite(row, staff.sam, staff.eddie)
    conversations.invite(row, staff.sam, staff.sasha)
    assert (level(staff.eddie, row), level(staff.sasha, row)) == (Level.REPLY, Level.REPLY)
    conversations.close(row, staff.sam)
    assert (level(staff.eddie, row), level(staff.sasha, row)) == (Level.JOIN, Level.NONE)
    row.refresh_from_db()
    conversations.reopen(row, staff.sam)
    assert (level(staff.eddie, row), level(staff.sasha, row)) == (Level.JOIN, Level.NONE)


def test_a_guest_invites_nobody_into_what_they_may_not_see(staff, site, row, new_visitor):
    other = Conversation.objects.get(public_id=new_visitor().start()["id"])
    conversations.invite(row, staff.sam, staff.sasha)
    client, to = client_of(staff.sasha), str(staff.eddie.pk)
    assert command(client, "conversation.invite", other, staff=to) == "not_found"
    assert command(client, "conversation.assign", row, to=to) == "forbidden"
    assert command(client, "conversation.transfer", row, department="sales") == "ok"
    assert level(staff.eddie, row) == Level.NONE


def test_a_site_without_any_department_has_no_chat_and_no_error(site, visitor, staff):
    Conversation.objects.all().delete()
    Department.objects.all().delete()
    values = {"key": uuid.uuid4().hex, "client_id": str(uuid.uuid4()), "body": "Hi"}
    assert visitor.post("conversations/", values).status_code == 403
    assert visitor.get("availability/").json() == {"chat": False}
    assert client_of(staff.admin).get("/admin/chat/").status_code == 200
    assert client_of(staff.sam).get("/admin/chat/").status_code == 403


async def test_grants_without_a_signal_are_found_by_the_clock(sockets, visitor, staff, site, beat):
    """``bulk_create`` and ``delete`` in SQL, as a script in the shell does them."""
    started = await sync_to_async(visitor.start)()
    eddie = await sockets.staff_in(started, await sync_to_async(_with_a_seat)(staff, site))
    join = await Permission.objects.aget(codename="join_department")
    grant = DepartmentGroupGrant(
        group=await staff.eddie.groups.aget(), permission=join, content_object=site.sales
    )
    await DepartmentGroupGrant.objects.abulk_create([grant])
    before = eddie.hello["inbox"]
    while (await eddie.event("heartbeat")).get("inbox") in (None, before):
        pass
    hello = await eddie.call("hello", v=1)
    levels = {each["slug"]: each["access"] for each in hello["departments"]}
    assert levels["sales"] == "join"
    await sync_to_async(_delete_quietly)(ConversationGroupGrant)
    assert (await eddie.event("access.revoked"))["conversation"] == started["id"]


def _with_a_seat(staff, site):
    row = Conversation.objects.get()
    access.grant(staff.eddie.groups.get(), "join", row)
    return staff.eddie


def _delete_quietly(model):
    rows = model.objects.all()
    rows._raw_delete(rows.db)


@pytest.fixture
def beat(monkeypatch):
    """Time passes ten times as fast."""
    from livechat.delivery import beat

    monkeypatch.setattr(beat, "TICK", 0.1)
