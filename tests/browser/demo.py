"""The demo site as a process of its own, that can be killed and started again."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from tests import migrated
from tests.servers import die_with_parent

ROOT = Path(__file__).parents[2]
PATIENCE = 90
"""Seconds that a process may take to answer on a busy machine."""
direct = build_opener(ProxyHandler({}))


class Demo:
    """
    One daphne on a port of its own, over a copy of the ``template`` folder (see ``prepare``).
    Further ``environment`` goes to the process.
    """

    def __init__(self, folder, template, **environment):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(template / "demo.sqlite3", folder)
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = surroundings(folder, template) | environment
        self.process = None

    def start(self):
        """Serve, and wait until it answers. The same port and database every time."""
        command = ["-b", "127.0.0.1", "-p", str(self.port), "cms.asgi:application"]
        with (self.folder / "daphne.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "daphne", *command],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=die_with_parent(signal.SIGKILL),
            )
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The demo does not start:\n{self.log()}")
            time.sleep(0.05)
        return self

    def answers(self):
        try:
            direct.open(f"{self.url}/livechat/health/", timeout=10).close()
        except (URLError, OSError):
            return False
        return True

    def kill(self):
        """As with kill -9: no goodbye to anybody."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()

    def manage(self, code):
        """Run Python with the demo's models, in a process beside the server."""
        subprocess.run(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", code],
            cwd=ROOT,
            env=self.environment,
            check=True,
        )

    def mails(self):
        """What was sent, as messages of Python's ``email``, in no order."""
        files = (self.folder / "mails").glob("*.log")
        return [message_from_bytes(file.read_bytes(), policy=default) for file in files]

    def log(self):
        return (self.folder / "daphne.log").read_text(errors="replace")[-5000:]


def prepare(template):
    """Make the ``template`` folder: a filled database, pictures and collected static files."""
    template.mkdir(parents=True)
    migrated.copy_to(template / "demo.sqlite3")
    subprocess.run(
        [sys.executable, "manage.py", "demo", "--static"],
        cwd=ROOT,
        env=surroundings(template, template),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    fold_journal(template / "demo.sqlite3")


def fold_journal(database):
    """Everything into the one file, so that copying it is enough."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def surroundings(folder, template):
    """The environment of a process: the database in ``folder``, the rest from ``template``."""
    unwanted = ("REDIS_URL", "DEBUG", "PORT", "WORKERS", "DJANGO_SETTINGS_MODULE")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "MAILS": str(folder / "mails"),
        "MEDIA_ROOT": str(template / "media"),
        "STATIC_ROOT": str(template / "static"),
        "SECRET_KEY": "only for tests",
        "PYTHONUNBUFFERED": "1",
    }


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
