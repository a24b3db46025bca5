"""Building the first SQLite file."""

import sqlite3

import pytest

from cms.demo import building


class Connection:
    """As much of Django's connection as matters here."""

    vendor = "sqlite"

    def __init__(self, name):
        self.settings_dict = {"NAME": name}

    def close(self):
        pass

    def write(self, table):
        with sqlite3.connect(self.settings_dict["NAME"]) as file:
            file.execute(f"CREATE TABLE {table} (id)")


@pytest.fixture
def connection(tmp_path, monkeypatch):
    connection = Connection(tmp_path / "demo.sqlite3")
    monkeypatch.setattr(building, "connection", connection)
    return connection


def test_a_build_that_was_cut_short_leaves_nothing(connection, tmp_path):
    with pytest.raises(RuntimeError), building.built_aside():
        connection.write("half")
        raise RuntimeError
    assert not (tmp_path / "demo.sqlite3").exists()

    with building.built_aside():
        connection.write("whole")
    with sqlite3.connect(tmp_path / "demo.sqlite3") as file:
        assert file.execute("SELECT name FROM sqlite_master").fetchall() == [("whole",)]


def test_a_database_that_exists_is_used_where_it_is(connection, tmp_path):
    connection.write("first")
    with building.built_aside():
        connection.write("second")

    assert [each.name for each in tmp_path.iterdir()] == ["demo.sqlite3"]
