"""What the demo says when it is up."""

import os

from cms.demo import welcome
from cms.demo.cast import PEOPLE


def test_the_welcome_names_addresses_and_logins():
    text = welcome.welcome(8100, processes=2)

    assert "http://127.0.0.1:8100/admin/chat/" in text
    assert "http://127.0.0.1:8101/" in text
    assert all(person.login in text for person in PEOPLE)
    assert "demo-pass" in text


def test_it_waits_for_every_process(monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(welcome.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(
        welcome, "answers", lambda port: asked.append(port) or asked.count(port) > port - 8100
    )
    welcome.main(8100, 2, os.getpid())

    assert asked.count(8101) == 2
    assert "is running" in capsys.readouterr().out


def test_it_is_silent_when_the_server_ends_first(monkeypatch, capsys):
    monkeypatch.setattr(welcome, "is_alive", lambda pid: False)
    welcome.main(8100, 1, 1)

    assert capsys.readouterr().out == ""
