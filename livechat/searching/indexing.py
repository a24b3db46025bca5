"""
Keeping the index up to date beside the talk, never within it: posting a message costs nothing more.

What was said is found by ``last_message_at``; other changes of what a document holds say so
(:func:`touch`). A mark remembers for each conversation how far it is in the index.
"""

from datetime import UTC, datetime, timedelta
from itertools import groupby

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone
from modelsearch.conf import get_app_config

from ..models import Conversation, Duty, Message, SearchMark
from .words import document

AT_ONCE = 50
"""Conversations in one transaction."""
SLACK = timedelta(minutes=3)
"""How far the clocks of machines, and of transactions that take long, may differ."""
QUIET = timedelta(minutes=1)
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
DUTY = "search"


def index_changed():
    """
    Bring at most fifty conversations up to date, those first that have waited longest. Whether
    there may be more.
    """
    duty, _new = Duty.objects.get_or_create(pk=DUTY)
    began = timezone.now()
    stale = SearchMark.objects.filter(is_stale=True).values_list("conversation_id", flat=True)
    changed = _changed_since(duty.mark - SLACK if duty.mark else BEGINNING)
    rows = list(changed.order_by("last_message_at", "pk")[:AT_ONCE])
    _index({row.pk for row in rows} | set(stale[:AT_ONCE]))
    has_more = len(rows) == AT_ONCE
    mark = min(began, rows[-1].last_message_at + SLACK) if has_more else began
    Duty.objects.filter(pk=DUTY).update(mark=mark)
    return has_more or stale.exists()


def index_latest(limit):
    """The newest of what is not yet in the index, so that one finds what one has just read."""
    changed = _changed_since(timezone.now() - SLACK, whatever=True)
    pks = set(changed.order_by("-last_message_at").values_list("pk", flat=True)[:limit])
    stale = SearchMark.objects.filter(is_stale=True).values_list("conversation_id", flat=True)
    pks |= set(stale[:limit])
    if pks:
        _index(pks)


def touch(rows):
    """What is known of these conversations besides their messages has changed."""
    SearchMark.objects.bulk_create(
        [SearchMark(conversation_id=pk, is_stale=True) for pk in sorted(row.pk for row in rows)],
        update_conflicts=True,
        unique_fields=["conversation"],
        update_fields=["is_stale"],
    )


def _changed_since(moment, whatever=False):
    """
    Conversations with something said that is not in the index. A lively one is read anew when it
    has grown by an eighth and twenty, or is quiet: reading it for every line would cost more and
    more. (A search puts in the newest before it looks.)
    """
    is_new = Q(search_mark=None)
    has_grown = Q(search_mark__seq__lt=F("last_seq"))
    if not whatever:
        much = Q(last_seq__gte=F("search_mark__seq") + F("search_mark__seq") / 8 + 20)
        has_grown &= much | Q(last_message_at__lt=timezone.now() - QUIET)
    return Conversation.objects.filter(is_new | has_grown, last_message_at__gte=moment)


@transaction.atomic
def _index(pks):
    # Under the marks' locks, so that a change that comes while we read is not forgotten.
    marks = [SearchMark(conversation_id=pk) for pk in sorted(pks)]
    SearchMark.objects.bulk_create(marks, ignore_conflicts=True)
    list(SearchMark.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
    rows = Conversation.objects.select_related("visitor").filter(pk__in=pks).order_by("pk")
    said = (
        Message.objects.filter(conversation_id__in=pks)
        .exclude(kind=Message.Kind.EVENT)
        .order_by("conversation_id", "-seq")
        .values_list("conversation_id", "body")
    )
    # Of each conversation, those before its document is full are read; the rest is passed over.
    bodies = groupby(said.iterator(chunk_size=2_000), key=lambda each: each[0])
    rows = {row.pk: row for row in rows}
    documents = {
        pk: document(rows[pk], (body for _pk, body in group)) for pk, group in bodies if pk in rows
    }
    _write({pk: documents.get(pk) or document(row, ()) for pk, row in rows.items()})
    SearchMark.objects.bulk_create(
        [SearchMark(conversation_id=pk, seq=row.last_seq) for pk, row in rows.items()],
        update_conflicts=True,
        unique_fields=["conversation"],
        update_fields=["seq", "is_stale"],
    )


def _write(documents):
    if connection.vendor == "postgresql":
        return _write_vectors(documents)
    entries = entry_model()
    about = ContentType.objects.get_for_model(Conversation)
    entries.objects.bulk_create(
        [
            entries(content_type=about, object_id=str(pk), title="", body="", autocomplete=words)
            for pk, words in sorted(documents.items())
        ],
        update_conflicts=True,
        unique_fields=["content_type", "object_id"],
        update_fields=["autocomplete"],
    )


_VECTORS = """
INSERT INTO {table} (object_id, autocomplete, {others})
SELECT new.key, to_tsvector('simple', new.words), {values}
FROM unnest(%s::text[], %s::text[]) AS new (key, words)
ON CONFLICT (content_type_id, object_id) DO UPDATE SET autocomplete = excluded.autocomplete"""


def _write_vectors(documents):
    # Django would take longer for the text of fifty SearchVectors than all else here takes.
    meta = entry_model()._meta
    others = {
        field.column: field.get_default()
        for field in meta.concrete_fields
        if not field.primary_key and field.name not in ("object_id", "autocomplete")
    }
    others["content_type_id"] = ContentType.objects.get_for_model(Conversation).pk
    statement = _VECTORS.format(
        table=connection.ops.quote_name(meta.db_table),
        others=", ".join(map(connection.ops.quote_name, others)),
        values=", ".join(["%s"] * len(others)),
    )
    keys = sorted(documents)
    words = [documents[pk] for pk in keys]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*others.values(), [str(pk) for pk in keys], words])


def forget_deleted():
    """
    SQLite's full-text table keeps the words of what was deleted until it merges; let it. Other
    databases clean up by themselves.
    """
    if connection.vendor == "sqlite":
        table = connection.ops.quote_name(f"{entry_model()._meta.db_table}_fts")
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608


def entry_model():
    """The table that Wagtail's search keeps its index in."""
    return get_app_config().get_model("IndexEntry")
