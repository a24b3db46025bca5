"""The demo site's settings, with the test's own databases and layers (see conftest.py)."""

import os

os.environ.setdefault("SECRET_KEY", "only for tests")
os.environ.setdefault("DEBUG", "0")

from cms.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
