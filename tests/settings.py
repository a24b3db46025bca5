"""The demo site's settings, with the test's own databases and layers (see conftest.py)."""

import os

os.environ.setdefault("SECRET_KEY", "only for tests")
os.environ.setdefault("DEBUG", "0")

from cms.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

DATABASES["default"].setdefault("TEST", {})  # noqa: F405
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, because the delivery threads have connections of their own.
    _folder = Path(os.environ.get("LIVECHAT_TEST_DIR", "/tmp"))  # noqa: S108
    DATABASES["default"]["TEST"]["NAME"] = _folder / f"livechat-test-{os.getpid()}.sqlite3"  # noqa: F405
