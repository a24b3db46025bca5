"""
Two worlds: SQLite with the in-memory layer, and PostgreSQL with Redis. ``script/test`` runs pytest
in both; what has nothing to do with either (``ONCE``) runs in the first only, what is about
PostgreSQL alone in the second.
"""

from pathlib import Path

from django.conf import settings

ONCE = {
    "browser",
    "cms",
    "test_dependencies.py",
    "test_names_on_the_wire.py",
    "test_other_site.py",
}
"""Files and folders of tests/ that bring their own servers, or need none."""
SECOND_ONLY = {"test_plans.py"}
"""What asks PostgreSQL how it would do something."""


def is_second():
    """Whether this is PostgreSQL with Redis."""
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


def describe(config):
    engine = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    layer = settings.CHANNEL_LAYERS["default"]["BACKEND"].rpartition(".")[2]
    return f"world: {engine} and {layer}"


def leave_out_what_ran_before(config, items):
    folder = Path(__file__).parent
    elsewhere = ONCE if is_second() else SECOND_ONLY
    left_out = [item for item in items if elsewhere & set(item.path.relative_to(folder).parts)]
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)
