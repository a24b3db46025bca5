"""Storing a batch with Django's own means: SQLite and every database without a faster way."""

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.utils import timezone

from ..models import Conversation, Message
from .ledger import Row, Stored, seen_least

ROW_FIELDS = (
    "pk",
    "public_id",
    "department_id",
    "status",
    "assignee_id",
    "last_seq",
    "last_vseq",
    "unread",
    "rev",
    "visitor_rev",
    "waiting_since",
    "last_message_at",
)
WRITTEN = (
    "status",
    "assignee",
    "last_seq",
    "last_vseq",
    "unread",
    "rev",
    "visitor_rev",
    "waiting_since",
    "last_message_at",
)
STORED_FIELDS = (
    "conversation_id",
    "client_id",
    "seq",
    "vseq",
    "created_at",
    "role",
    "author_id",
    "kind",
    "body",
)
MESSAGE_FIELDS = (
    "conversation",
    "seq",
    "vseq",
    "client_id",
    "kind",
    "role",
    "author",
    "author_name",
    "body",
    "data",
    "changed_rev",
    "changed_vrev",
    "created_at",
)


LATEST_ANSWERS = 20
"""So many are looked at; nobody writes that much unseen."""


class PortableStore:
    """
    ``commit(posts, decide)`` in one transaction. Where the database has row locks they are taken
    in the order of the primary keys, so that two processes never wait for each other in a circle.
    """

    def commit(self, posts, decide, skip_locked=False):
        """Outcomes, fresh pairs and rows, all committed. Raises Django's database errors."""
        with transaction.atomic():
            rows = self._lock({post.conversation_pk for post in posts})
            stored, answers = self._stored(posts, rows), self._answers(posts, rows)
            outcomes, fresh = decide(posts, rows, stored, timezone.now(), answers)
            if fresh:
                self._insert(fresh)
                self._update([row for row in rows.values() if row.written])
        return outcomes, fresh, rows

    def _lock(self, pks):
        rows = (
            Conversation.objects.select_for_update(no_key=connection.vendor == "postgresql")
            .filter(pk__in=pks)
            .order_by("pk")
        )
        return {values[0]: Row(*values) for values in rows.values_list(*ROW_FIELDS)}

    def _stored(self, posts, rows):
        found = Message.objects.filter(
            conversation_id__in=rows, client_id__in=[post.client_id for post in posts]
        )
        return {
            (values[0], values[1]): Stored(*values[2:])
            for values in found.values_list(*STORED_FIELDS)
        }

    def _answers(self, posts, rows):
        least = seen_least(posts, rows)
        return {
            pk: list(_said_by_staff(pk, seen)) if seen < rows[pk].last_seq else []
            for pk, seen in least.items()
        }

    def _insert(self, fresh):
        prepared = Prepared(Message)
        at, nothing = prepared("created_at", fresh[0][1].at), prepared("data", {})
        values = [
            (
                post.conversation_pk,
                stored.seq,
                stored.vseq,
                prepared("client_id", post.client_id),
                post.kind,
                post.role,
                prepared("author", post.author_pk),
                post.author_name,
                post.body,
                prepared("data", post.data) if post.data else nothing,
                0,
                0,
                at,
            )
            for post, stored in fresh
        ]
        columns = ", ".join(_columns(Message, MESSAGE_FIELDS))
        marks = ", ".join(["%s"] * len(MESSAGE_FIELDS))
        _many(f"INSERT INTO {_table(Message)} ({columns}) VALUES ({marks})", values)  # noqa: S608

    def _update(self, rows):
        prepared = Prepared(Conversation)
        at = prepared("last_message_at", rows[0].last_message_at)
        values = [
            (
                row.status,
                prepared("assignee", row.assignee_id),
                row.last_seq,
                row.last_vseq,
                row.unread,
                row.rev,
                row.visitor_rev,
                prepared("waiting_since", row.waiting_since),
                at,
                row.pk,
            )
            for row in rows
        ]
        settings = ", ".join(f"{each} = %s" for each in _columns(Conversation, WRITTEN))
        _many(f"UPDATE {_table(Conversation)} SET {settings} WHERE id = %s", values)  # noqa: S608


def _said_by_staff(pk, after):
    said = Message.objects.filter(conversation=pk, seq__gt=after, role=Message.Role.STAFF)
    answers = said.exclude(kind=Message.Kind.NOTE).order_by("-seq")
    return answers.values_list("seq", "author")[:LATEST_ANSWERS]


class Prepared:
    """
    ``prepared(name, value)`` is the value as the database takes it. Only for what databases differ
    in: ids, times and JSON; asking the field of every number and text takes as long as the rest.
    """

    def __init__(self, model):
        self._fields = model._meta
        # Not django.db.connection, which looks for the thread's own at every access.
        self._connection = connections[DEFAULT_DB_ALIAS]

    def __call__(self, name, value):
        if value is None:
            return None
        return self._fields.get_field(name).get_db_prep_save(value, self._connection)


def _many(statement, rows):
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _columns(model, names):
    return [connection.ops.quote_name(model._meta.get_field(name).column) for name in names]


def _table(model):
    return connection.ops.quote_name(model._meta.db_table)
