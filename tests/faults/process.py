"""One web process: daphne as anybody would start it, with faults of its own on every road to it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from .proxy import Proxy
from .spawn import spawn

ROOT = Path(__file__).resolve().parents[2]


class WebProcess:
    """
    ``front`` leads clients to it, ``to_database`` and ``to_redis`` lead it to its servers (None
    with SQLite). Every one of them is a Proxy.
    """

    options = ()

    def __init__(self, reactor, name, folder, environment, database=None, redis=None):
        self.name, self.folder = name, folder
        self.port = free_port()
        self.front = Proxy(reactor, ("127.0.0.1", self.port))
        self.to_database = Proxy(reactor, database) if database else None
        self.to_redis = Proxy(reactor, redis) if redis else None
        self.environment = environment
        self.process = None

    @property
    def address(self):
        """Where clients reach it."""
        return f"127.0.0.1:{self.front.port}"

    def start(self, wait=True, **environment):
        environment = os.environ | self.environment | environment
        if self.to_database:
            port = self.to_database.port
            environment["DATABASE_URL"] = f"postgres://livechat@127.0.0.1:{port}/postgres"
        if self.to_redis:
            environment["REDIS_URL"] = f"redis://127.0.0.1:{self.to_redis.port}/0"
        command = [Path(sys.executable).with_name("daphne"), "-v", "0", "-b", "127.0.0.1", "-p"]
        with (self.folder / f"{self.name}.log").open("ab") as log:
            self.process = spawn(
                [*command, str(self.port), *self.options, "cms.asgi:application"],
                signal.SIGKILL,
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )
        if wait:
            self.wait_until_it_answers()

    def wait_until_it_answers(self, within=60):
        deadline = time.monotonic() + within
        while self.health()[0] != 200:
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{self.name} did not start:\n{self.log()[-2000:]}")
            time.sleep(0.05)

    def health(self, timeout=3):
        """``(status, body)`` of the health address, past the front proxy; ``(0, b"")``: nothing."""
        try:
            where = f"http://127.0.0.1:{self.port}/livechat/health/"
            with urllib.request.urlopen(where, timeout=timeout) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as problem:
            return problem.code, problem.read()
        except OSError:
            return 0, b""

    def end(self, sign=signal.SIGTERM, within=15):
        """The exit status after this signal; how long it took is ``ended_in``."""
        if self.process is None or self.process.poll() is not None:
            return None
        begun = time.monotonic()
        self.process.send_signal(signal.SIGCONT)
        self.process.send_signal(sign)
        try:
            return self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            self.ended_in = time.monotonic() - begun

    def pause(self):
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        self.process.send_signal(signal.SIGCONT)

    def mend(self):
        for proxy in self.proxies:
            proxy.mend()

    @property
    def proxies(self):
        return [each for each in (self.front, self.to_database, self.to_redis) if each]

    def log(self):
        return (self.folder / f"{self.name}.log").read_text(errors="replace")

    @property
    def memory(self):
        """Resident megabytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024

    @property
    def files(self):
        """Open file descriptors."""
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
