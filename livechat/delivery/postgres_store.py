"""
Storing a batch on PostgreSQL in two round trips, whatever its size.

Prepared statements over whole batches in psycopg's pipeline: BEGIN, the locks and the look-up of
repeats go out together; then the insert, the update and COMMIT. Nine tenths of the time of the
plain way is waiting for round trips (docs/benchmarks.md).
"""

import json

from django.contrib.auth import get_user_model
from django.db import connection
from psycopg import Cursor
from psycopg.errors import LockNotAvailable

from .ledger import Row, RowsLocked, Stored, seen_least
from .portable_store import LATEST_ANSWERS

LOCK_TIMEOUT_MS = 100
"""How long a batch waits for a row before those rows are tried apart from the rest."""

_SETTINGS = """
SELECT set_config('lock_timeout', %s, true), set_config('enable_seqscan', 'off', true),
       set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
       set_config('enable_bitmapscan', 'off', true)"""
"""
For this transaction. Every statement here looks up its few rows by an index; PostgreSQL would
rather read a table of up to some fifty thousand messages whole for each batch, and keep a plan that
it made while it was empty: measured, up to three times its CPU time for each message.
"""

_LOCK = """
SELECT id, public_id, department_id, status, assignee_id, last_seq, last_vseq, unread, rev,
       visitor_rev, statement_timestamp()
FROM livechat_conversation WHERE id = ANY(%s::bigint[]) ORDER BY id FOR NO KEY UPDATE"""

_STORED = """
SELECT m.conversation_id, m.client_id, m.seq, m.vseq, m.created_at, m.role, m.author_id, m.kind,
       m.body
FROM unnest(%s::bigint[], %s::uuid[]) AS asked (conversation_id, client_id)
JOIN livechat_message m USING (conversation_id, client_id)"""

_ANSWERS = """
SELECT asked.id, said.seq, said.author_id
FROM unnest(%s::bigint[], %s::int[]) AS asked (id, seen)
CROSS JOIN LATERAL (
    SELECT seq, author_id FROM livechat_message
    WHERE conversation_id = asked.id AND seq > asked.seen AND role = 'staff' AND kind <> 'note'
    ORDER BY seq DESC LIMIT %s
) AS said"""

_INSERT = """
INSERT INTO livechat_message (conversation_id, seq, vseq, client_id, kind, role, author_id,
                              author_name, body, data, changed_rev, changed_vrev, created_at)
SELECT new.*, 0, 0, %s
FROM json_to_recordset(%s::json)
    AS new (conversation bigint, seq int, vseq int, client_id uuid, kind text, role text,
            author {user}, author_name text, body text, data jsonb)"""

_UPDATE = """
UPDATE livechat_conversation SET
    status = new.status, assignee_id = new.assignee, last_seq = new.last_seq,
    last_vseq = new.last_vseq, unread = new.unread, rev = new.rev,
    visitor_rev = new.visitor_rev, last_message_at = %s,
    waiting_since = CASE WHEN new.claimed THEN NULL ELSE waiting_since END
FROM json_to_recordset(%s::json)
    AS new (id bigint, status text, assignee {user}, last_seq int, last_vseq int, unread int,
            rev int, visitor_rev int, claimed boolean)
WHERE livechat_conversation.id = new.id"""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
"""Rows as one text: psycopg would look at each value of ten arrays, for ten times as long."""


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
            _execute(raw, _SETTINGS, [str(LOCK_TIMEOUT_MS)])
            locked = _execute(
                raw,
                _LOCK + (" SKIP LOCKED" if skip_locked else ""),
                [_array(sorted({post.conversation_pk for post in posts}))],
            )
            pks = _array(post.conversation_pk for post in posts)
            found = _execute(raw, _STORED, [pks, _array(post.client_id for post in posts)])
            values = locked.fetchall()
            rows = {each[0]: Row(*each[:-1]) for each in values}
            stored = {(each[0], each[1]): Stored(*each[2:]) for each in found.fetchall()}
            now = values[0][-1] if values else None
            outcomes, fresh = decide(posts, rows, stored, now, self._answers(raw, posts, rows))
            if fresh:
                self._insert(raw, fresh, now)
                self._update(raw, [row for row in rows.values() if row.written], now)
            raw.execute("COMMIT")
        return outcomes, fresh, rows

    def _answers(self, raw, posts, rows):
        """One round trip more where somebody answers without having seen the newest; seldom."""
        least = seen_least(posts, rows)
        answers = {pk: [] for pk in least}
        unseen = {pk: seen for pk, seen in least.items() if seen < rows[pk].last_seq}
        if unseen:
            asked = [_array(unseen), _array(unseen.values()), LATEST_ANSWERS]
            found = _execute(raw, _ANSWERS, asked)
            for pk, seq, author_pk in found.fetchall():
                answers[pk].append((seq, author_pk))
        return answers

    def _insert(self, raw, fresh, now):
        rows = [
            {
                "conversation": post.conversation_pk,
                "seq": stored.seq,
                "vseq": stored.vseq,
                "client_id": post.client_id,
                "kind": post.kind,
                "role": post.role,
                "author": post.author_pk,
                "author_name": post.author_name,
                "body": post.body,
                "data": post.data,
            }
            for post, stored in fresh
        ]
        _execute(raw, self._insert_statement, [now, _encode(rows)])

    def _update(self, raw, rows, now):
        rows = [
            {
                "id": row.pk,
                "status": row.status,
                "assignee": row.assignee_id,
                "last_seq": row.last_seq,
                "last_vseq": row.last_vseq,
                "unread": row.unread,
                "rev": row.rev,
                "visitor_rev": row.visitor_rev,
                "claimed": row.claimed,
            }
            for row in rows
        ]
        _execute(raw, self._update_statement, [now, _encode(rows)])


def _array(keys):
    """Numbers or UUIDs, as PostgreSQL writes an array of them."""
    return "{" + ",".join(map(str, keys)) + "}"


def _execute(raw, statement, values):
    # Django's own cursors interpolate on the client, which PostgreSQL cannot prepare.
    return Cursor(raw).execute(statement, values, prepare=True)
