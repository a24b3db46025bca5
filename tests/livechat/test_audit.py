"""What the log remembers, who may read it, and that no visitor is in it."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import LogContext
from wagtail.log_actions import registry as log_registry

from livechat import access, audit
from livechat.actions import conversations
from livechat.actions.erasing import erase
from livechat.handling.staff import handle, person_of
from livechat.models import ChatLogEntry, Conversation
from livechat.protocol.commands import STAFF_COMMANDS, validate
from tests.admin import client_of

pytestmark = pytest.mark.django_db
SECRETS = ["Wilhelmina", "wilhelmina@example.org", "the blue door", "203.0.113.9"]


@pytest.fixture
def conversation(visitor, staff):
    started = visitor.start(name=SECRETS[0], email=SECRETS[1], body=SECRETS[2])
    return Conversation.objects.get(public_id=started["id"])


def ask(user, kind, conversation, **values):
    values["conversation"] = str(conversation.public_id)
    return handle(person_of(user), kind, validate(STAFF_COMMANDS, kind, values))


def actions(**having):
    entries = ChatLogEntry.objects.filter(**having).order_by("pk")
    return list(entries.values_list("action", flat=True))


def test_grants_are_logged_once_and_only_when_something_changes(staff, site):
    ChatLogEntry.objects.all().delete()
    access.grant(staff.eddie, "reply", site.support, by=staff.mona)
    access.grant(staff.eddie, "reply", site.support, by=staff.mona)
    access.revoke(staff.eddie, "reply", site.support, by=staff.mona)
    access.revoke(staff.eddie, "reply", site.support, by=staff.mona)
    assert actions(user=staff.mona) == [audit.GRANT, audit.REVOKE]
    assert ChatLogEntry.objects.exclude(user=staff.mona).count() == 0


def test_without_an_actor_it_is_the_requests(staff, site):
    with LogContext(user=staff.admin):
        access.grant(staff.eddie, "join", site.support)
    assert actions(user=staff.admin) == [audit.GRANT]


def test_a_socket_names_the_actor(staff, conversation):
    """Commands run where no request is: the same handler serves sockets and HTTP."""
    ask(staff.sam, "conversation.invite", conversation, staff=str(staff.eddie.pk))
    ask(staff.sam, "conversation.transfer", conversation, department="sales")
    assert actions(user=staff.sam, conversation=conversation) == [audit.INVITE, audit.TRANSFER]


def test_reading_what_is_not_ones_own_is_said_once_an_hour(staff, conversation):
    ask(staff.olive, "conversation.open", conversation, after=0)
    ask(staff.olive, "conversation.open", conversation, after=0)
    ask(staff.olive, "history.get", conversation, before=9)
    ask(staff.mona, "history.get", conversation, before=9)
    conversations.claim(conversation, staff.sam)
    conversation.refresh_from_db()
    ask(staff.sam, "conversation.open", conversation, after=0)
    assert actions(user=staff.olive) == [audit.VIEW]
    assert actions(user=staff.mona) == [audit.VIEW]
    assert actions(user=staff.sam) == []
    earlier = timezone.now() - timedelta(minutes=61)
    ChatLogEntry.objects.update(timestamp=earlier)
    ask(staff.olive, "conversation.open", conversation, after=0)
    assert actions(user=staff.olive) == [audit.VIEW, audit.VIEW]


def test_a_refused_look_is_no_view(staff, conversation):
    with pytest.raises(Exception, match="no such conversation"):
        ask(staff.sasha, "conversation.open", conversation, after=0)
    assert actions(user=staff.sasha) == []


def everything(staff, conversation):
    ask(staff.olive, "conversation.open", conversation, after=0)
    ask(staff.sam, "conversation.invite", conversation, staff=str(staff.eddie.pk))
    conversations.uninvite(conversation, staff.sam, staff.eddie)
    access.grant(staff.eddie, "join", conversation, by=staff.mona)
    access.revoke(staff.eddie, "join", conversation, by=staff.mona)
    audit.exported(staff.mona, [conversation.department], 1)
    ask(staff.sam, "conversation.transfer", conversation, department="sales", note=SECRETS[2])


def test_no_visitor_is_in_the_log(staff, conversation):
    everything(staff, conversation)
    conversation.refresh_from_db()
    erase(conversation, staff.mona)
    text = json.dumps(list(ChatLogEntry.objects.values("label", "data")), default=str)
    assert ChatLogEntry.objects.filter(action=audit.ERASE).count() == 1
    for secret in SECRETS:
        assert secret not in text


def test_every_entry_has_words(staff, conversation):
    everything(staff, conversation)
    for entry in ChatLogEntry.objects.all():
        assert "Unknown" not in str(entry.message) and "None" not in str(entry.message)
        assert log_registry.get_formatter(entry).label


def test_the_history_shows_entries_to_those_who_manage(staff, conversation, site):
    everything(staff, conversation)  # It is in sales now.
    managers_of_support = ChatLogEntry.objects.viewable_by_user
    access.set_level(staff.mona.groups.get(), access.Level.NONE, site.sales)
    about_it = ChatLogEntry.objects.filter(conversation=conversation)
    assert about_it.count() >= 5
    assert not managers_of_support(staff.mona).filter(pk__in=about_it).exists()
    assert managers_of_support(staff.mona).filter(department=site.support).exists()
    assert managers_of_support(staff.admin).count() == ChatLogEntry.objects.count()
    for user in (staff.sam, staff.olive, staff.sasha, staff.eddie):
        assert not managers_of_support(user).exists()


def test_the_site_history_report(staff, conversation):
    everything(staff, conversation)
    report = reverse("wagtailadmin_reports:site_history")
    label = str(conversation)
    for user, sees in ((staff.admin, True), (staff.mona, True), (staff.sam, False)):
        answer = client_of(user).get(report)
        text = answer.content.decode() if answer.status_code == 200 else ""
        assert (label in text) is sees
        export = client_of(user).get(report + "?export=csv")
        text = b"".join(export).decode() if export.status_code == 200 else ""
        assert (label in text) is sees
