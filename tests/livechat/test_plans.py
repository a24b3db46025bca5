"""Which index PostgreSQL takes for a list or a search, at a size where it has the choice."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils.timezone import localdate

from livechat import inbox
from livechat.access import access_of
from livechat.models import Conversation
from livechat.searching import finding
from livechat.searching.indexing import entry_model
from livechat.searching.words import tag_word

pytestmark = pytest.mark.django_db
SIZE = 4_000


@pytest.fixture
def many(conversation):
    """One in a hundred has the tag "rare"; all but the newest 150 have said "common"."""
    first = Conversation.objects.select_related("visitor").get(public_id=conversation["id"])
    values = {"department_id": first.department_id, "visitor": first.visitor, "status": "closed"}
    Conversation.objects.bulk_create(
        Conversation(tags=["rare"] if number % 100 == 0 else [], last_seq=1, **values)
        for number in range(SIZE)
    )
    about = ContentType.objects.get_for_model(Conversation)
    entries = entry_model()._meta.db_table
    # So long that PostgreSQL keeps it beside the table, as it does with real ones.
    filler = " ".join(f"{number:08x}" for number in range(0, 2**31, 2**22))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {entries} (content_type_id, object_id, title, body, autocomplete,
                title_norm, title_text, body_text)
            SELECT %s, id::text, '', '', to_tsvector('simple', %s
                || CASE WHEN row_number() OVER (ORDER BY last_message_at DESC, id DESC) <= 150
                   THEN '' ELSE ' common' END
                || CASE WHEN tags = '[]' THEN '' ELSE %s END), 1, '', ''
            FROM livechat_conversation WHERE id > %s""",
            [about.pk, filler, f" {tag_word('rare')}", first.pk],
        )
        cursor.execute(f"ANALYZE livechat_conversation, {entries}")
    return entries


@pytest.fixture
def people(staff):
    """Somebody who sees everything, and somebody of one department."""
    return [access_of(staff.admin), access_of(staff.sam)]


def test_a_list_narrowed_to_a_tag_goes_by_the_index_of_tags(many, people):
    for access in people:
        rows = inbox.view(access, "all", tag="rare")[:101]
        assert len(rows) == SIZE // 100
        assert "livechat_by_tag" in rows.explain()


def test_a_search_reads_the_newest_documents_and_no_others(many, people):
    expected = {"common": 51, "tag:rare": 40, "tag:rare common": 39, "nothinglikethis": 0}
    for access in people:
        for text, number in expected.items():
            before = documents_read(many)
            found = finding.find(finding.parse(text), access.conversations_seen(), 51)
            assert len(found) == number, text
            assert 0 < documents_read(many) - before < 5 * finding.NEAREST, text


def test_days_are_a_piece_of_the_index_of_activity(many, people):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE livechat_conversation SET last_message_at = now() - id * interval '1 hour', "
            "created_at = now() - id * interval '1 hour'"
        )
        cursor.execute("ANALYZE livechat_conversation")
    newest = localdate(Conversation.objects.latest("last_message_at").last_message_at)
    past, before = newest - timedelta(days=100), newest - timedelta(days=101)
    expected = {f"to:{past}": 51, f"from:{before} to:{past}": 48, f"from:{newest}": 51}
    for access in people:
        for text, most in expected.items():
            read = rows_read()
            found = finding.find(finding.parse(text), access.conversations_seen(), 51)
            assert 0 < len(found) <= most, text
            assert rows_read() - read <= most + 1, text


def rows_read():
    """Rows of conversations that were looked at in this transaction, by any road."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables "
            "WHERE relname = 'livechat_conversation'"
        )
        return cursor.fetchone()[0]


def documents_read(entries):
    """Blocks of the table where PostgreSQL keeps what is long, read in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_stat_get_xact_blocks_fetched(reltoastrelid) "
            "FROM pg_class WHERE oid = %s::regclass",
            [entries],
        )
        return cursor.fetchone()[0]
