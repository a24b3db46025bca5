"""Storing a batch with Django's own means: SQLite and every database without a faster way."""

from django.db import connection, transaction
from django.utils import timezone

from ..models import Conversation, Message
from .ledger import Row, Stored

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


class PortableStore:
    """
    ``commit(posts, decide)`` in one transaction. Where the database has row locks they are taken
    in the order of the primary keys, so that two processes never wait for each other in a circle.
    """

    def commit(self, posts, decide, skip_locked=False):
        """Outcomes, fresh pairs and rows, all committed. Raises Django's database errors."""
        with transaction.atomic():
            rows = self._lock({post.conversation_pk for post in posts})
            outcomes, fresh = decide(posts, rows, self._stored(posts, rows), timezone.now())
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

    def _insert(self, fresh):
        fields = [Message._meta.get_field(name) for name in MESSAGE_FIELDS]
        columns = ", ".join(connection.ops.quote_name(each.column) for each in fields)
        marks = ", ".join(["%s"] * len(fields))
        self._many(
            f"INSERT INTO {_table(Message)} ({columns}) VALUES ({marks})",  # noqa: S608
            [
                [
                    field.get_db_prep_save(value, connection)
                    for field, value in zip(fields, _values(post, stored), strict=True)
                ]
                for post, stored in fresh
            ],
        )

    def _update(self, rows):
        fields = [Conversation._meta.get_field(name) for name in WRITTEN]
        settings = ", ".join(f"{connection.ops.quote_name(each.column)} = %s" for each in fields)
        self._many(
            f"UPDATE {_table(Conversation)} SET {settings} WHERE id = %s",  # noqa: S608
            [
                [
                    *(
                        field.get_db_prep_save(getattr(row, field.attname), connection)
                        for field in fields
                    ),
                    row.pk,
                ]
                for row in rows
            ],
        )

    def _many(self, statement, rows):
        with connection.cursor() as cursor:
            cursor.executemany(statement, rows)


def _table(model):
    return connection.ops.quote_name(model._meta.db_table)


def _values(post, stored):
    """A new message's values in the order of MESSAGE_FIELDS."""
    return (
        post.conversation_pk,
        stored.seq,
        stored.vseq,
        post.client_id,
        post.kind,
        post.role,
        post.author_pk,
        post.author_name,
        post.body,
        post.data,
        0,
        0,
        stored.at,
    )
