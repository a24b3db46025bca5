"""Who gets a staff socket, and when it ends."""

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client

from livechat import access
from livechat.models import Visitor
from tests.sockets import session_cookie

pytestmark = pytest.mark.django_db(transaction=True)


async def test_without_a_session_the_handshake_is_refused(sockets, staff, visitor, conversation):
    assert (await sockets.staff(staff.sam)).hello["type"] == "ok"
    for cookie in ("", "sessionid=nonsense", visitor.cookie):
        assert not (await sockets.open("/livechat/ws/staff/", cookie)).accepted


@pytest.mark.parametrize("name", ["sasha", "sam", "olive", "mona", "admin"])
async def test_people_with_any_chat_level_are_let_in(sockets, staff, name):
    assert (await sockets.staff(getattr(staff, name))).hello["type"] == "ok"


async def test_an_editor_without_chat_is_sent_away_before_any_frame(sockets, staff):
    socket = await sockets.staff(staff.eddie, hello=False)
    assert socket.accepted
    assert await socket.next() == {"type": "close", "code": 4403}


async def test_somebody_who_may_not_use_the_admin_is_sent_away(sockets, staff, site):
    @sync_to_async
    def take_away_the_admin():
        staff.sam.groups.get().permissions.clear()
        assert access.access_of(staff.sam).is_staff is False

    await take_away_the_admin()
    socket = await sockets.staff(staff.sam, hello=False)
    assert await socket.next() == {"type": "close", "code": 4403}


async def test_an_inactive_person_is_refused(sockets, staff):
    cookie = await sync_to_async(session_cookie)(staff.sam)
    staff.sam.is_active = False
    await staff.sam.asave()
    assert not (await sockets.open("/livechat/ws/staff/", cookie)).accepted


async def test_when_the_session_ends_the_socket_does(sockets, staff):
    @sync_to_async
    def deactivate():
        staff.sam.is_active = False
        staff.sam.save()

    @sync_to_async
    def change_password():
        staff.mona.set_password("another")
        staff.mona.save()

    sam, mona = await sockets.staff(staff.sam), await sockets.staff(staff.mona)
    admin = await sockets.staff(staff.admin)
    await deactivate()
    assert await sam.closed() == 4401
    await change_password()
    assert await mona.closed() == 4401
    assert (await admin.call("ping"))["type"] == "ok"


async def test_logging_out_ends_this_session_and_no_other(sockets, staff):
    @sync_to_async
    def two_sessions():
        return [session_cookie(staff.sam) for _ in range(2)]

    @sync_to_async
    def log_out(cookie):
        client = Client()
        client.cookies["sessionid"] = cookie.removeprefix("sessionid=")
        request = HttpRequest()
        request.session, request.user = client.session, staff.sam
        logout(request)

    cookies = await two_sessions()
    one, other = [await sockets.open("/livechat/ws/staff/", each) for each in cookies]
    for socket in (one, other):
        assert (await socket.call("hello", v=1))["type"] == "ok"
    await log_out(cookies[0])
    assert await one.closed() == 4401
    assert (await other.call("ping"))["type"] == "ok"


async def test_when_the_last_level_is_gone_the_socket_ends(sockets, staff):
    sam, mona = await sockets.staff(staff.sam), await sockets.staff(staff.mona)
    await sync_to_async(staff.sam.groups.clear)()
    assert await sam.closed() == 4403
    assert (await mona.call("ping"))["type"] == "ok"


async def test_a_level_that_is_taken_away_ends_the_events_of_its_conversations(
    sockets, staff, visitor, conversation, site
):
    mona = await sockets.staff_in(conversation, staff.mona)
    group = await staff.mona.groups.aget()
    await sync_to_async(access.revoke)(group, "manage", site.support)
    event = await mona.event("access.revoked")
    assert event == {"type": "access.revoked", "conversation": conversation["id"]}
    tab = await sockets.visitor(visitor, conversation)
    await tab.post("Anybody?")
    assert await mona.hears_nothing_of("message.posted")
    reply = await mona.call("conversation.open", conversation=conversation["id"])
    assert reply["code"] == "not_found"


async def test_a_blocked_visitor_is_told_that_they_may_not(sockets, visitor, conversation):
    assert (await sockets.visitor(visitor, conversation)).hello["type"] == "ok"
    await Visitor.objects.aupdate(is_blocked=True)
    socket = await sockets.visitor(visitor, conversation, hello=False)
    assert await socket.next() == {"type": "close", "code": 4403}
    answer = await sync_to_async(visitor.command)(conversation, "ping")
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert await Session.objects.acount() == 0


async def test_a_visitor_who_is_blocked_during_a_talk_is_sent_away(sockets, visitor, conversation):
    tab = await sockets.visitor(visitor, conversation)
    await Visitor.objects.aupdate(is_blocked=True)
    for kind, values in (("hello", {"v": 1}), ("read.mark", {"seq": 1}), ("ping", {})):
        assert (await tab.call(kind, **values))["code"] == "forbidden"
    blocked = await Visitor.objects.aget()
    await blocked.asave()
    assert await tab.closed() == 4403
