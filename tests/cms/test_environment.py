"""The demo site's settings, as the environment makes them."""

import stat

import pytest

from cms import environment


def test_flags_and_lists_are_read_generously(monkeypatch):
    monkeypatch.setenv("A_FLAG", " On ")
    monkeypatch.setenv("A_LIST", "one, two,,three ")
    monkeypatch.setenv("EMPTY", " ")

    assert environment.flag("A_FLAG")
    assert not environment.flag("EMPTY")
    assert environment.flag("EMPTY", default=True)
    assert environment.words("A_LIST") == ["one", "two", "three"]
    assert environment.words("EMPTY", ("default",)) == ["default"]


def test_without_an_address_the_database_is_a_durable_sqlite_file(tmp_path):
    settings = environment.database("", tmp_path / "a file.sqlite3")

    assert settings["NAME"] == str(tmp_path / "a file.sqlite3")
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in settings["OPTIONS"]["init_command"]


def test_postgresql_gets_a_bounded_pool(tmp_path):
    settings = environment.database("postgres://me:x@db:5433/chat?sslmode=require", tmp_path)

    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db", 5433, "chat")
    assert settings["OPTIONS"]["sslmode"] == "require"
    assert settings["OPTIONS"]["pool"]["max_size"] == 16
    assert settings["CONN_HEALTH_CHECKS"]
    assert not settings["CONN_MAX_AGE"]


@pytest.mark.parametrize(
    ("url", "layer"),
    [("", "InMemoryChannelLayer"), ("redis://localhost:6379/1", "RedisPubSubChannelLayer")],
)
def test_redis_carries_the_channel_layer_if_there_is_one(url, layer):
    assert environment.channel_layer(url)["BACKEND"].endswith(layer)


def test_the_secret_is_made_once_and_is_private(tmp_path):
    path = tmp_path / "var" / "secret_key"
    first = environment.generated_secret(path)

    assert len(first) > 50
    assert environment.generated_secret(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
