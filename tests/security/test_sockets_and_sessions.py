"""The security cases (SEC-21 and on) about sockets and sessions that are not told elsewhere."""

import json

import pytest
from asgiref.sync import sync_to_async
from django.core.checks import run_checks
from hypothesis import given, settings
from hypothesis import strategies as st

from livechat.delivery.hub import current_hub
from livechat.errors import ChatError
from livechat.models import StaffProfile
from livechat.protocol.commands import STAFF_COMMANDS, VISITOR_COMMANDS, parse, validate

GATE = "tests.security.test_sockets_and_sessions.has_second_factor"


def has_second_factor(user, session):
    """As a site's middleware asks it of every request."""
    return StaffProfile.objects.filter(user=user, display_name="Two factors").exists()


@pytest.mark.django_db(transaction=True)
async def test_sec_23_a_socket_asks_for_what_the_site_asks_for(sockets, staff, settings):
    assert (await sockets.staff(staff.sam)).hello["type"] == "ok"
    settings.WAGTAIL_LIVECHAT = {"STAFF_GATE": GATE}
    assert not (await sockets.staff(staff.sam, hello=False)).accepted
    profile, _ = await StaffProfile.objects.aupdate_or_create(
        user=staff.sam, defaults={"display_name": "Two factors"}
    )
    sam = await sockets.staff(staff.sam)
    assert sam.hello["type"] == "ok"
    profile.display_name = ""
    await profile.asave()
    current_hub().beat.recheck()
    assert await sam.closed() == 4401


@pytest.mark.django_db
def test_sec_23_a_gate_that_is_not_there_is_an_error(settings):
    def errors():
        return [each.id for each in run_checks(tags=["livechat"]) if each.id == "livechat.E007"]

    settings.WAGTAIL_LIVECHAT = {"STAFF_GATE": GATE}
    assert errors() == []
    settings.WAGTAIL_LIVECHAT = {"STAFF_GATE": "nowhere.at_all"}
    assert errors() == ["livechat.E007"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)
tables = [VISITOR_COMMANDS, STAFF_COMMANDS]
names = sorted(
    {field for table in tables for each in table.values() for field in each.model_fields}
)
commands = st.fixed_dictionaries(
    {"type": st.sampled_from(sorted({kind for table in tables for kind in table}))},
    optional={"ref": anything} | dict.fromkeys(sorted(names), anything),
)


@settings(max_examples=250, deadline=None)
@given(frame=anything | commands | st.text().map(lambda text: {"type": text}))
def test_sec_53_no_frame_does_more_than_be_refused(frame):
    """Any JSON, and commands whose fields hold anything: a command, or an error of the contract."""
    for table in tables:
        try:
            data, kind, _ref = parse(json.dumps(frame))
            validate(table, kind, data)
        except ChatError as problem:
            assert problem.code in ("bad_frame", "unknown_type", "bad_value", "too_long")


@settings(max_examples=1_000, deadline=None)
@given(text=st.text() | st.text(alphabet='{}[]":,0123456789.eE+-truefalsn\\u "'))
def test_sec_53_nor_does_any_text(text):
    try:
        parse(text)
    except ChatError as problem:
        assert problem.code in ("bad_frame", "bad_value")


@pytest.mark.django_db(transaction=True)
async def test_sec_53_a_socket_outlives_what_it_cannot_read(sockets, visitor, staff):
    """Deep, huge and doubled: each gets its error, and the next frame is served."""
    started = await sync_to_async(visitor.start)()
    for socket in (await sockets.visitor(visitor, started), await sockets.staff(staff.sam)):
        for text in (
            "[" * 8_000,
            '{"a":' * 2_000,
            '{"type":"ping","ref":"1","type":[]}',
            '{"type":"read.mark","seq":' + "9" * 5_000 + "}",
            '{"type":"ping","ref":1e999}',
            '{"type":"\\ud800"}',
        ):
            await socket.send_text(text)
            assert (await socket.answer())["type"] == "error", text[:40]
            assert (await socket.call("ping"))["type"] == "ok"
