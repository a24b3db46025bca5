"""A whole installation of our own: servers, web processes, and proxies on every road between."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

from . import template
from .engines import Postgres, Redis
from .process import ROOT, WebProcess
from .proxy import Reactor
from .record import PostgresRecord, SqliteRecord

PROCESSES = 2


class World:
    """``web`` are the processes, ``record`` reads the database; ``heal`` undoes every fault."""

    redis = postgres = None

    def __init__(self, folder, seed):
        self.folder, self.seed = folder, seed
        self.reactor = Reactor()
        self.web = []
        self.environment = {
            "SECRET_KEY": template.SECRET_KEY,
            "ALLOWED_HOSTS": "127.0.0.1",
            "DEBUG": "0",
            "PYTHONFAULTHANDLER": "1",
            "DJANGO_SETTINGS_MODULE": "cms.settings",
            "LIVECHAT_RATE_LIMITS": "off",
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "PYTHONPATH": str(ROOT),
        }

    def fill(self, conversations=0):
        """Tables, staff and so many conversations; the latter are returned."""
        made = json.loads(
            subprocess.run(
                [sys.executable, "-m", "tests.faults.seed", str(conversations)],
                cwd=ROOT,
                env=os.environ | self.environment,
                check=True,
                capture_output=True,
            ).stdout
        )
        self.sessions = made["staff"]
        return made["conversations"]

    def add_process(self, **environment):
        """One more web process, to be started."""
        database = self.postgres.socket if self.postgres else None
        process = WebProcess(
            self.reactor,
            f"web{len(self.web)}",
            self.folder,
            self.environment | environment,
            database,
            self.redis.socket if self.redis else None,
        )
        self.web.append(process)
        return process

    def start_processes(self):
        for process in self.web:
            process.start(wait=False)
        for process in self.web:
            process.wait_until_it_answers()

    def roads(self, first=0):
        """Every process's address, this one's in front."""
        addresses = [each.address for each in self.web]
        return addresses[first:] + addresses[:first]

    def heal(self):
        """Everything runs, is connected, and says so."""
        for process in self.web:
            process.mend()
            if process.process.poll() is not None:
                process.start(wait=False)
            process.go_on()
        deadline = time.monotonic() + 60
        while not all(b'"status": "ok"' in each.health()[1] for each in self.web):
            if time.monotonic() > deadline:
                raise RuntimeError("The world does not get well again.")
            time.sleep(0.05)

    def stop(self):
        for process in self.web:
            process.end(signal.SIGKILL)
        for engine in (self.redis, self.postgres):
            if engine:
                engine.end(signal.SIGINT)
        self.reactor.stop()


class ServerWorld(World):
    """PostgreSQL, Redis and two processes."""

    def __init__(self, folder, seed):
        super().__init__(folder, seed)
        self.redis = Redis(_folder(folder, "redis")).start()
        self.postgres = Postgres(_folder(folder, "postgres"))
        self.record = PostgresRecord(self.postgres)
        host = self.postgres.folder.as_posix().replace("/", "%2F")
        self.environment["DATABASE_URL"] = f"postgres://livechat@{host}/postgres"
        self.sessions = template.fill(self, self.postgres.data)
        self.postgres.start()
        for _ in range(PROCESSES):
            self.add_process()
        self.start_processes()

    def make_empty(self):
        self.postgres.make()
        self.postgres.start()

    def close_database(self):
        self.postgres.end(signal.SIGINT)

    def heal(self):
        for engine in (self.redis, self.postgres):
            if engine.process.poll() is not None:
                engine.start()
            engine.go_on()
        self.redis.ask("CONFIG", "SET", "maxmemory", "0")
        super().heal()


class FileWorld(World):
    """A SQLite file and one process, as the demo runs; rate limits on."""

    def __init__(self, folder, seed):
        super().__init__(folder, seed)
        path = folder / "chat.sqlite3"
        self.record = SqliteRecord(path)
        self.environment |= {"DATABASE_URL": f"sqlite:///{path}", "LIVECHAT_RATE_LIMITS": "on"}
        self.sessions = template.fill(self, path)
        self.add_process()
        self.start_processes()

    def make_empty(self):
        pass

    def close_database(self):
        with closing(sqlite3.connect(self.record.path)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")


def _folder(parent, name):
    path = parent / name
    path.mkdir()
    return path
