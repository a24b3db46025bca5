"""What is too old goes, with everything that belongs to it, and so does a person who asks."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from livechat import access
from livechat.actions import conversations as verbs
from livechat.actions import retention
from livechat.models import Attachment, Conversation, ConversationUserGrant, Visitor
from livechat.searching import indexing

pytestmark = pytest.mark.django_db(transaction=True)
CANARY = "canaryword"


@pytest.fixture
def told(new_visitor, site, staff):
    """A closed conversation with one of everything, the canary in each; its visitor."""
    visitor = new_visitor()
    made = visitor.start(
        site.home, name=f"Ms {CANARY}", email=f"{CANARY}@example.com", body=f"Hi {CANARY}"
    )
    row = Conversation.objects.get(public_id=made["id"])
    file = SimpleUploadedFile(f"{CANARY}.txt", CANARY.encode(), "text/plain")
    form = {"client_id": "0b0e5a52-6a0f-4c57-8a3a-5a4f6d1c2e78", "file": file}
    visitor.client.post(f"/livechat/conversations/{made['id']}/attachments/", form)
    visitor.command(made, "page.visited", url=f"http://testserver/{CANARY}/", title=CANARY)
    access.grant(staff.eddie, "join", row, staff.mona)
    verbs.tag(row, [CANARY])
    verbs.close(row)
    verbs.rate(row, 1, CANARY)
    indexing.index_changed()
    return row


def tables_with_canary():
    """Where the word still is, in whatever table and column."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {name}")
            if any(CANARY in str(row) for row in cursor.fetchall()):
                found.add(table)
    return found


def ended(row, days):
    Conversation.objects.filter(pk=row.pk).update(closed_at=timezone.now() - timedelta(days=days))


def run(**options):
    said = StringIO()
    call_command("livechat_purge", stdout=said, **options)
    return said.getvalue().strip()


def test_old_conversations_go_with_everything_and_younger_ones_stay(told, visitor, site):
    young = visitor.start(site.home)
    file = Attachment.objects.get().file
    assert file.storage.exists(file.name)
    assert {"livechat_conversation", "livechat_message", "livechat_visitor"} < tables_with_canary()
    ended(told, 29)
    assert run(older_than=30, dry_run=True) == "0 would be deleted."
    ended(told, 31)
    assert run(older_than=30, dry_run=True) == "1 would be deleted."
    assert tables_with_canary()
    assert run(older_than=30) == "1 deleted."
    assert tables_with_canary() == set()
    assert not file.storage.exists(file.name)
    assert not ConversationUserGrant.objects.exists()
    assert [str(row.public_id) for row in Conversation.objects.all()] == [young["id"]]
    assert run(older_than=30) == "0 deleted."


def test_what_is_open_is_never_too_old(told, visitor, site):
    visitor.start(site.home)
    Conversation.objects.update(created_at=timezone.now() - timedelta(days=900))
    ended(told, 1)
    assert run(older_than=0) == "1 deleted."
    assert Conversation.objects.count() == 1


def test_a_person_goes_with_all_their_conversations_open_ones_too(told, new_visitor, site):
    other = new_visitor().start(site.home, email="other@example.com")
    again = new_visitor().start(site.home, email=f"{CANARY.upper()}@Example.com")
    assert run(email=f"{CANARY}@example.com") == "2 deleted."
    assert tables_with_canary() == set()
    assert [str(row.public_id) for row in Conversation.objects.all()] == [other["id"]]
    assert Visitor.objects.count() == 1 and again["id"] != other["id"]
    with pytest.raises(CommandError):
        run(older_than=-1)


def test_by_itself_only_where_the_site_says_so(told, settings):
    ended(told, 100)
    retention.keep_only_so_long()
    assert Conversation.objects.count() == 1
    settings.WAGTAIL_LIVECHAT = {"KEEP_CLOSED_DAYS": 90}
    retention.keep_only_so_long()
    assert Conversation.objects.count() == 0
