"""
The demo site's settings with the baseline's app: the same database and channel layer as the
product. Connections are kept for good, without a pool or a health check before each use, which is
the fastest that Django offers to plain consumers.
"""

from cms.settings import *  # noqa: F403
from cms.settings import DATABASES, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.baseline"]
DATABASES["default"]["OPTIONS"].pop("pool", None)
DATABASES["default"] |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False}
