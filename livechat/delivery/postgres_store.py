"""
Storing a batch on PostgreSQL in two round trips, whatever its size.

Prepared statements over arrays in psycopg's pipeline: BEGIN, the locks and the look-up of repeats
go out together; then the insert, the update and COMMIT. performance.md of the design measured why:
nine tenths of the naive time is waiting for round trips.
"""

import json

from django.contrib.auth import get_user_model
from django.db import connection
from psycopg import Cursor
from psycopg.errors import LockNotAvailable

from .ledger import Row, RowsLocked, Stored

LOCK_TIMEOUT_MS = 100
"""How long a batch waits for a row before those rows are tried apart from the rest."""

_LOCK = """
SELECT id, public_id, department_id, status, assignee_id, last_seq, last_vseq, unread, rev,
       visitor_rev, waiting_since, last_message_at, statement_timestamp()
FROM livechat_conversation WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE"""

_STORED = """
SELECT m.conversation_id, m.client_id, m.seq, m.vseq, m.created_at, m.role, m.author_id, m.kind,
       m.body
FROM unnest(%s::bigint[], %s::uuid[]) AS asked (conversation_id, client_id)
JOIN livechat_message m USING (conversation_id, client_id)"""

_INSERT = """
INSERT INTO livechat_message (conversation_id, seq, vseq, client_id, kind, role, author_id,
                              author_name, body, data, changed_rev, changed_vrev, created_at)
SELECT new.*, 0, 0, %s
FROM unnest(%s::bigint[], %s::int[], %s::int[], %s::uuid[], %s::text[], %s::text[], %s::{user}[],
            %s::text[], %s::text[], %s::jsonb[]) AS new"""

_UPDATE = """
UPDATE livechat_conversation SET
    status = new.status, assignee_id = new.assignee_id, last_seq = new.last_seq,
    last_vseq = new.last_vseq, unread = new.unread, rev = new.rev,
    visitor_rev = new.visitor_rev, waiting_since = new.waiting_since, last_message_at = %s
FROM unnest(%s::bigint[], %s::text[], %s::{user}[], %s::int[], %s::int[], %s::int[], %s::int[],
            %s::int[], %s::timestamptz[])
    AS new (id, status, assignee_id, last_seq, last_vseq, unread, rev, visitor_rev, waiting_since)
WHERE livechat_conversation.id = new.id"""


class PostgresStore:
    """The same ``commit`` as PortableStore, on the writer's own connection."""

    def __init__(self):
        user = get_user_model()._meta.pk.rel_db_type(connection)
        self._insert_statement = _INSERT.format(user=user)
        self._update_statement = _UPDATE.format(user=user)

    def commit(self, posts, decide, skip_locked=False):
        """
        See PortableStore. With ``skip_locked`` rows that somebody holds are left out, and their
        messages come back as NotFound: the writer knows which those are. Raises RowsLocked.
        """
        with connection.wrap_database_errors:
            connection.ensure_connection()
            raw = connection.connection
            try:
                return self._commit(raw, posts, decide, skip_locked)
            except LockNotAvailable:
                raise RowsLocked from None
            finally:
                if not raw.closed and raw.info.transaction_status != 0:
                    raw.execute("ROLLBACK")

    def _commit(self, raw, posts, decide, skip_locked):
        with raw.pipeline():
            raw.execute("BEGIN")
            raw.execute(f"SET LOCAL lock_timeout = {LOCK_TIMEOUT_MS}")
            locked = _execute(
                raw,
                _LOCK + (" SKIP LOCKED" if skip_locked else ""),
                [sorted({post.conversation_pk for post in posts})],
            )
            found = _execute(
                raw,
                _STORED,
                [[post.conversation_pk for post in posts], [post.client_id for post in posts]],
            )
            values = locked.fetchall()
            rows = {each[0]: Row(*each[:-1]) for each in values}
            stored = {(each[0], each[1]): Stored(*each[2:]) for each in found.fetchall()}
            now = values[0][-1] if values else None
            outcomes, fresh = decide(posts, rows, stored, now)
            if fresh:
                self._insert(raw, fresh, now)
                self._update(raw, [row for row in rows.values() if row.written], now)
            raw.execute("COMMIT")
        return outcomes, fresh, rows

    def _insert(self, raw, fresh, now):
        columns = zip(
            *(
                (
                    post.conversation_pk,
                    stored.seq,
                    stored.vseq,
                    post.client_id,
                    post.kind,
                    post.role,
                    post.author_pk,
                    post.author_name,
                    post.body,
                    json.dumps(post.data),
                )
                for post, stored in fresh
            ),
            strict=True,
        )
        _execute(raw, self._insert_statement, [now, *map(list, columns)])

    def _update(self, raw, rows, now):
        columns = zip(
            *(
                (
                    row.pk,
                    row.status,
                    row.assignee_id,
                    row.last_seq,
                    row.last_vseq,
                    row.unread,
                    row.rev,
                    row.visitor_rev,
                    row.waiting_since,
                )
                for row in rows
            ),
            strict=True,
        )
        _execute(raw, self._update_statement, [now, *map(list, columns)])


def _execute(raw, statement, values):
    # Django's own cursors interpolate on the client, which PostgreSQL cannot prepare.
    return Cursor(raw).execute(statement, values, prepare=True)
