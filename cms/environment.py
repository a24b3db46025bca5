"""What the surroundings say: typed reading of environment variables, and the generated secret."""

import os
import time
from pathlib import Path
from secrets import token_urlsafe

import dj_database_url

TRUE_WORDS = {"1", "on", "true", "yes"}

# Seven for the chat's own threads and the rest for pages; six processes then stay within the 100
# that PostgreSQL allows by default.
# A pool that cannot connect tries again after 1, 2, 4 ... seconds until reconnect_timeout; a short
# one makes the next request try at once, so that nobody waits once the database is back.
POSTGRESQL_POOL = {"min_size": 1, "max_size": 16, "timeout": 3, "reconnect_timeout": 2}

# A database host that vanished without a word is noticed in seconds, not in the kernel's hours.
POSTGRESQL_OPTIONS = {
    "pool": POSTGRESQL_POOL,
    "connect_timeout": 3,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}

# WAL lets pages read while a message is written; FULL keeps an acknowledged message through a
# power cut; IMMEDIATE takes the write lock at BEGIN, so that no transaction fails half way with
# "database is locked".
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}


def text(name: str, default: str = "") -> str:
    """The variable's value without surrounding space; the default if it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """True for 1, on, true and yes."""
    value = text(name)
    return value.lower() in TRUE_WORDS if value else default


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """A comma-separated variable as a list."""
    found = [word.strip() for word in text(name).split(",") if word.strip()]
    return found or list(default)


def database(url: str, sqlite_file: Path) -> dict:
    """Django's settings for the database at the URL, or for the SQLite file without one."""
    parsed = dj_database_url.parse(url or f"sqlite:///{sqlite_file}")
    if parsed["ENGINE"] == "django.db.backends.postgresql":
        parsed["CONN_HEALTH_CHECKS"] = True
        parsed["OPTIONS"] = POSTGRESQL_OPTIONS | parsed.get("OPTIONS", {})
    elif parsed["ENGINE"] == "django.db.backends.sqlite3":
        parsed["OPTIONS"] = parsed.get("OPTIONS", {}) | SQLITE_OPTIONS
    return parsed


def channel_layer(url: str) -> dict:
    """The Channels layer on that Redis, or one in this process's memory without a URL."""
    if not url:
        return {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    return {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [url]},
    }


def generated_secret(path: Path) -> str:
    """The secret kept in that file, made on first use; all processes end up with the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read_when_written(path)
    with os.fdopen(handle, "w") as file:
        secret = token_urlsafe(50)
        file.write(secret)
    return secret


def _read_when_written(path: Path) -> str:
    """Another process may have created the file a moment ago and not yet written it."""
    for _ in range(50):
        if secret := path.read_text().strip():
            return secret
        time.sleep(0.02)
    raise RuntimeError(f"{path} is empty. Delete it and start again.")
