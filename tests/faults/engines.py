"""The servers behind the product, which a test may kill, pause, starve and start again."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg
import redis

from tests.servers import as_account, find, until

from .spawn import spawn


class Engine:
    """A server process of our own in ``folder``; ``socket`` is where it listens."""

    name = ""
    process = None
    account = {}

    def start(self):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
        self.process = spawn(self.command(), signal.SIGTERM, **quiet, **self.account)
        until(self.answers, self.process, self.name)
        return self

    def end(self, sign=signal.SIGTERM):
        """Send a signal that ends it and wait until it has."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.send_signal(sign)
            self.process.wait(30)

    def pause(self):
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)


class Redis(Engine):
    name = "Redis"

    def __init__(self, folder):
        self.folder, self.socket = folder, str(folder / "redis.sock")
        self.program = find("redis-server", "Install it: apt install redis-server")

    def command(self):
        where = ["--port", "0", "--unixsocket", self.socket, "--dir", self.folder]
        return [self.program, *where, "--save", "", "--appendonly", "no"]

    def answers(self):
        try:
            return self.ask("PING")
        except redis.RedisError:
            return False

    def ask(self, *command):
        """One command, past the proxies."""
        with redis.Redis(unix_socket_path=self.socket) as client:
            return client.execute_command(*command)


class Postgres(Engine):
    name = "PostgreSQL"

    def __init__(self, folder):
        places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
        self.initdb = find("initdb", "Install it: apt install postgresql", places)
        self.account = as_account() if os.geteuid() == 0 else {}
        self.folder, self.data = folder, folder / "data"
        self.socket = str(folder / ".s.PGSQL.5432")
        self.settings = {"max_connections": 100}
        if self.account:
            shutil.chown(self.folder, self.account["user"])

    def make(self):
        """A new, empty cluster."""
        if self.account:
            self.data.mkdir()
            shutil.chown(self.data, self.account["user"])
        words = ["-U", "livechat", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
        subprocess.run(
            [self.initdb, "-D", self.data, *words],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
            **self.account,
        )

    def command(self):
        settings = {"listen_addresses": "", "unix_socket_directories": self.folder, "fsync": "off"}
        settings |= self.settings
        words = [word for pair in settings.items() for word in ("-c", "{}={}".format(*pair))]
        return [self.initdb.with_name("postgres"), "-D", self.data, *words]

    def answers(self):
        try:
            self.connect().close()
            return True
        except psycopg.OperationalError:
            return False

    def connect(self, **options):
        """A connection past the proxies."""
        return psycopg.connect(
            host=str(self.folder), user="livechat", dbname="postgres", autocommit=True, **options
        )

    def restart(self, sign):
        """SIGINT is a fast shutdown, SIGQUIT an immediate one (crash recovery at the start)."""
        self.end(sign)
        self.start()

    def rows(self, statement, *values):
        with self.connect() as connection:
            return connection.execute(statement, values).fetchall()

    def run(self, statements):
        with self.connect() as connection:
            connection.execute(statements)

    def backends(self):
        """The processes that serve clients, and the one that would start more."""
        serving = "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
        return [self.process.pid, *(pid for (pid,) in self.rows(serving))]
