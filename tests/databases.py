"""The test database: made once for each pytest process, and put back cheaply after each test."""

from datetime import datetime

import pytest
from asgiref.sync import SyncToAsync
from django.apps import apps
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.test import TransactionTestCase

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
        tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
        managed = set(connection.introspection.django_table_names(only_existing=True))
        self.tables = sorted((tables & managed) - CONSTANT)
        self.rows = {}
        for table in self._filled():
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT * FROM {_quoted(table)} ORDER BY 1")
                self.rows[table] = cursor.fetchall()

    def restore(self):
        with transaction.atomic(), connection.cursor() as cursor:
            suspects = {*self._filled(), *self.rows}
            changed = [table for table in suspects if self._differs(cursor, table)]
            for table in changed:
                cursor.execute(f"DELETE FROM {_quoted(table)}")
            for table in changed:
                self._fill(cursor, table)

    def _filled(self):
        """The tables that have rows, in one query."""
        one_each = " UNION ALL ".join(
            f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {_quoted(table)})"
            for table in self.tables
        )
        with connection.cursor() as cursor:
            cursor.execute(one_each)
            return [table for (table,) in cursor.fetchall()]

    def _differs(self, cursor, table):
        if table not in self.rows:
            return True
        cursor.execute(f"SELECT * FROM {_quoted(table)} ORDER BY 1")
        return cursor.fetchall() != self.rows[table]

    def _fill(self, cursor, table):
        rows = self.rows.get(table)
        if rows:
            marks = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(
                f"INSERT INTO {_quoted(table)} VALUES ({marks})", [_storable(row) for row in rows]
            )


def _storable(row):
    adapt = connection.ops.adapt_datetimefield_value
    return [adapt(value) if isinstance(value, datetime) else value for value in row]


def _quoted(table):
    return connection.ops.quote_name(table)
