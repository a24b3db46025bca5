"""The test database: made once for each pytest process, and put back cheaply after each test."""

import sys
import threading
import traceback
from datetime import datetime
from functools import lru_cache

import pytest
from asgiref.sync import SyncToAsync
from django.apps import apps
from django.core.cache import cache
from django.db import OperationalError, connection, connections, transaction
from django.test import TransactionTestCase

from livechat.actions import later
from livechat.delivery.database import database
from livechat.delivery.posting import writer
from tests import migrated

CONSTANT = {"django_content_type", "auth_permission"}
"""Tables that no test writes to, and too long to compare after each."""


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, django_db_modify_db_settings):
    """Whether there is a database to begin with; on SQLite, from an earlier run."""
    if connection.vendor != "sqlite":
        return django_db_keepdb
    return migrated.copy_to(connection.settings_dict["TEST"]["NAME"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """pytest-django's, remembering what the migrations left behind."""
    with django_db_blocker.unblock():
        baseline = Baseline()
        if connection.vendor == "sqlite":
            migrated.keep()
    original = TransactionTestCase._fixture_teardown
    # Django truncates a hundred tables and creates permissions anew, for a second a test.
    TransactionTestCase._fixture_teardown = lambda test_case: baseline.restore()
    yield
    TransactionTestCase._fixture_teardown = original
    close_other_threads()


def close_other_threads():
    """Their connections must be gone before the test database can be dropped."""
    writer.stop()
    database.close()
    SyncToAsync.single_thread_executor.submit(connections.close_all).result()


@pytest.fixture(autouse=True)
def cold_cache():
    """Nothing remembered of pages and departments that are gone."""
    cache.clear()


class Baseline:
    """The rows of every table after the migrations; ``restore`` rewrites what differs from them."""

    def __init__(self):
        self.rows = read_everything()

    def restore(self):
        finish_tasks()
        try:
            write(differing({table: [] for table in filled_tables()} | self.rows))
        except OperationalError as problem:
            problem.add_note(f"Somebody still holds the database:\n{stacks()}")
            raise


def finish_tasks():
    """A mail that this test has caused must not come in the next one."""
    for thread in threading.enumerate():
        if thread.name == later.THREAD:
            thread.join(10)


def stacks():
    """What every thread is doing just now."""
    names = {each.ident: each.name for each in threading.enumerate()}
    return "\n".join(
        f"{names.get(ident)}:\n{''.join(traceback.format_stack(frame))}"
        for ident, frame in sys._current_frames().items()
    )


class Remembered:
    """What a function did to the database, to be done again as plain rows: a tenth of the work."""

    done = {}

    def __init__(self, make):
        before = read_everything()
        make()
        after = read_everything()
        changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
        self.before = {name: before.get(name, []) for name in changed}
        self.after = {name: after.get(name, []) for name in changed}

    def again(self):
        """Whether the database was as it was before the first time, and now is as after it."""
        if differing(self.before):
            return False
        write(self.after)
        return True


def once(make):
    """Calls ``make`` the first time, and where the database is not as it was then."""
    if make not in Remembered.done:
        Remembered.done[make] = Remembered(make)
    elif not Remembered.done[make].again():
        make()


@lru_cache
def tables():
    """Every table that a test may fill."""
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    there = set(connection.introspection.django_table_names(only_existing=True))
    return sorted((ours & there) - CONSTANT - _kept_by_triggers())


def _kept_by_triggers():
    """SQLite's full-text index follows the table that it indexes."""
    if connection.vendor != "sqlite":
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
        return {name for (name,) in cursor.fetchall()}


def filled_tables():
    """The tables that have rows, in one query."""
    one_each = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {_quoted(table)})" for table in tables()
    )
    with connection.cursor() as cursor:
        cursor.execute(one_each)
        return [table for (table,) in cursor.fetchall()]


def read_everything():
    return {table: read(table) for table in filled_tables()}


def read(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {_quoted(table)} ORDER BY 1")
        return cursor.fetchall()


def differing(rows_by_table):
    """Those of these tables that hold other rows than these."""
    return {table: rows for table, rows in rows_by_table.items() if read(table) != rows}


def write(rows_by_table):
    """Make these the rows of their tables. Foreign keys are checked at the commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in rows_by_table:
            cursor.execute(f"DELETE FROM {_quoted(table)}")
        for table, rows in rows_by_table.items():
            if rows:
                marks = ", ".join(["%s"] * len(rows[0]))
                values = [_storable(row) for row in rows]
                cursor.executemany(f"INSERT INTO {_quoted(table)} VALUES ({marks})", values)


def _storable(row):
    adapt = connection.ops.adapt_datetimefield_value
    return [adapt(value) if isinstance(value, datetime) else value for value in row]


def _quoted(table):
    return connection.ops.quote_name(table)
