"""What is really stored, read past the product and past every proxy."""

import sqlite3
import uuid
from collections import defaultdict

CONVERSATION = ("status", "rev", "visitor_rev", "last_seq", "last_vseq", "unread") + tuple(
    f"{role}_read_{number}" for role in ("visitor", "staff") for number in ("seq", "vseq")
)
MESSAGE = ("seq", "vseq", "client_id", "kind", "role", "body")


class Record:
    """``select(statement, ids)`` runs a query whose ``{ids}`` are conversations' public ids."""

    def conversations(self, ids):
        rows = self.select(
            f"SELECT public_id, {', '.join(CONVERSATION)} FROM livechat_conversation"
            " WHERE public_id IN ({ids})",
            ids,
        )
        return {as_id(first): dict(zip(CONVERSATION, row, strict=True)) for first, *row in rows}

    def messages(self, ids):
        columns = ", ".join(f"m.{name}" for name in MESSAGE)
        found = defaultdict(list)
        for first, *row in self.select(
            f"SELECT c.public_id, {columns} FROM livechat_message m JOIN livechat_conversation c"
            " ON c.id = m.conversation_id WHERE c.public_id IN ({ids}) ORDER BY m.seq",
            ids,
        ):
            message = dict(zip(MESSAGE, row, strict=True))
            message["client_id"] = as_id(message["client_id"])
            found[as_id(first)].append(message)
        return found


class PostgresRecord(Record):
    def __init__(self, engine):
        self.engine = engine

    def select(self, statement, ids):
        marks = ", ".join(["%s"] * len(ids))
        return self.engine.rows(statement.format(ids=marks), *(uuid.UUID(each) for each in ids))


class SqliteRecord(Record):
    def __init__(self, path):
        self.path = path

    def select(self, statement, ids):
        marks = ", ".join("?" * len(ids))
        connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        try:
            hexes = [uuid.UUID(each).hex for each in ids]
            return connection.execute(statement.format(ids=marks), hexes).fetchall()
        finally:
            connection.close()


def as_id(value):
    return str(value if isinstance(value, uuid.UUID) else uuid.UUID(value))
