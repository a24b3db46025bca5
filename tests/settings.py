"""
The demo site's settings for pytest. ``DATABASE_URL`` and ``REDIS_URL`` say which world it is;
neither of them: a SQLite file and the in-memory layer. ``script/test`` runs both.
"""

import atexit
import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only for tests")
os.environ.setdefault("DEBUG", "0")

from cms.settings import *  # noqa: F403
from cms.settings import CHANNEL_LAYERS, DATABASES, STORAGES

_folder = tempfile.TemporaryDirectory(prefix="livechat-test-", ignore_cleanup_errors=True)
atexit.register(_folder.cleanup)

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
MEDIA_ROOT = Path(_folder.name) / "media"
STATIC_ROOT = Path(_folder.name) / "static"
STATIC_ROOT.mkdir()
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

_database = DATABASES["default"]
if _database["ENGINE"] == "django.db.backends.sqlite3":
    # A file, because the delivery threads have connections of their own; each pytest process has
    # a folder of its own. Nothing here is to survive a power cut.
    _database["TEST"] = {"NAME": str(Path(_folder.name) / "test.sqlite3")}
    _database["OPTIONS"] = _database["OPTIONS"] | {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    }

# Redis hands a published message to every process that asks for its name, in whatever database.
if "CONFIG" in CHANNEL_LAYERS["default"]:
    CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = f"livechat-test-{os.getpid()}"
