"""
The migrated SQLite file of an earlier run, kept in ``var/`` under a name that changes with any
migration: Wagtail's three hundred take a quarter of a minute.
"""

import hashlib
import sqlite3
from importlib import import_module, util
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection

KEPT_IN = Path(__file__).parents[1] / "var/migrated"


def copy_to(file):
    """Begin with what was kept, if there is something; whether there was."""
    kept = _kept()
    if kept.exists():
        _copy(kept, file)
    return kept.exists()


def keep():
    """Keep the present test database for the next run."""
    kept = _kept()
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        ours = kept.with_suffix(f".{connection.settings_dict['NAME'].replace('/', '-')}")
        _copy(connection.settings_dict["NAME"], ours)
        ours.replace(kept)


def _kept():
    digest = hashlib.sha256(f"{django.VERSION} {settings.INSTALLED_APPS}".encode())
    for app in apps.get_app_configs():
        if util.find_spec(f"{app.name}.migrations"):
            folder = Path(import_module(f"{app.name}.migrations").__file__).parent
            for file in sorted(folder.glob("*.py")):
                digest.update(file.name.encode() + file.read_bytes())
    return KEPT_IN / f"{digest.hexdigest()[:24]}.sqlite3"


def _copy(source, target):
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)
    old.close()
    new.close()
