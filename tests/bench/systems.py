"""The systems that are measured, and the two worlds they run in."""

from contextlib import contextmanager
from dataclasses import dataclass

from tests.servers import Failed, folder, postgresql, redis

from .dialects import Chat, Plain


@dataclass(frozen=True)
class System:
    """An ASGI application and how to speak with it. ``table`` is where its messages are stored."""

    name: str
    application: str
    settings: str
    dialect: object
    table: str | None = None
    numbers: bool = False
    """Whether each message has a number without gaps."""


def _baseline(name, path, **values):
    settings = "tests.bench.baseline.settings"
    return System(name, "tests.bench.baseline.asgi:application", settings, Plain(path), **values)


PRODUCT = System(
    "livechat", "cms.asgi:application", "cms.settings", Chat(), "conversations", numbers=True
)
SEQ = _baseline("seq", "seq", table="rooms", numbers=True)
STORING = _baseline("tutorial that stores", "storing", table="rooms")
TUTORIAL = _baseline("tutorial, stores nothing", "tutorial")
RAW = System(
    "raw-room",
    "tests.bench.baseline.raw_room:application",
    "tests.bench.baseline.settings",
    Plain("raw"),
)

COMMON = {
    "LIVECHAT_RATE_LIMITS": "off",
    "DEBUG": "0",
    "SECRET_KEY": "only for the benchmark",
    "PYTHONUNBUFFERED": "1",
}


@contextmanager
def redis_and_postgresql(given):
    """PostgreSQL with fsync on, and Redis; those of the environment if it names them."""
    counting = ["-c", "shared_preload_libraries=pg_stat_statements"]
    with _given_or(given.get("REDIS_URL"), redis) as redis_url:
        try:
            database = postgresql(*counting, fsync="on")
            database_url = given.get("DATABASE_URL") or database.__enter__()
        except Failed:
            # Without its contributed extensions: then nobody counts statements.
            database = postgresql(fsync="on")
            database_url = database.__enter__()
        try:
            yield COMMON | {"REDIS_URL": redis_url, "DATABASE_URL": database_url}
        finally:
            if not given.get("DATABASE_URL"):
                database.__exit__(None, None, None)


@contextmanager
def embedded(given):
    """The default of a small site: a SQLite file (FULL) and the in-memory layer."""
    with folder() as path:
        yield COMMON | {"REDIS_URL": "", "DATABASE_URL": f"sqlite:///{path}/bench.sqlite3"}


@contextmanager
def _given_or(url, server):
    if url:
        yield url
    else:
        with server() as started:
            yield started


WORLDS = {"embedded": embedded, "postgresql": redis_and_postgresql}
