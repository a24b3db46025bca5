"""The servers under test: started on the server's core, watched through /proc, stopped by pid."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.servers import die_with_parent

TICKS = os.sysconf("SC_CLK_TCK")
DAPHNE = (
    "-m daphne -v 0 -b 127.0.0.1 -p {port} --websocket-max-message-size 65536 "
    "--websocket-max-frame-size 65536 --application-close-timeout 5 --no-server-name {application}"
)
UVICORN = (
    "-m uvicorn --host 127.0.0.1 --port {port} --lifespan off --log-level warning "
    "--ws websockets --ws-per-message-deflate false {application}"
)
STARTS_WITHIN = 60
STOPS_WITHIN = 12


class DidNotStart(Exception):
    """Says what the server printed last."""


class Server:
    """One process of a system; a context manager."""

    def __init__(self, system, environment, core, log, uvicorn=None):
        self.port = free_port()
        words = UVICORN if uvicorn else DAPHNE
        self.command = [
            sys.executable,
            *words.format(port=self.port, application=system.application).split(),
        ]
        self.environment = os.environ | environment | {"DJANGO_SETTINGS_MODULE": system.settings}
        if uvicorn:
            self.environment["PYTHONPATH"] = str(uvicorn)
        self.core, self.log = core, Path(log)

    def __enter__(self):
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=self._prepare,
            )
        try:
            self._wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _prepare(self):
        if self.core is not None:
            os.sched_setaffinity(0, {self.core})
        prepare = die_with_parent(signal.SIGKILL)
        if prepare:
            prepare()

    def _wait_until_ready(self):
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise DidNotStart(self.log.read_text(errors="replace")[-300:].strip())

    def __exit__(self, *problem):
        self.process.terminate()
        try:
            self.process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def cpu_seconds(self):
        return cpu_seconds(self.process.pid)

    def memory_kb(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line)


def cpu_seconds(pid):
    """CPU time that a process and its threads have used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def helpers_cpu_seconds(name):
    """CPU time of our own children of that name, and theirs: the private PostgreSQL, the Redis."""
    parents, names = {}, {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                head, _, rest = (folder / "stat").read_text().rpartition(")")
            except OSError:
                continue
            pid = int(folder.name)
            names[pid], parents[pid] = head.partition("(")[2], int(rest.split()[1])
    ours = {pid for pid, parent in parents.items() if parent == os.getpid() and name in names[pid]}
    family = ours | {pid for pid, parent in parents.items() if parent in ours}
    return sum(_cpu_or_nothing(pid) for pid in family)


def _cpu_or_nothing(pid):
    try:
        return cpu_seconds(pid)
    except OSError:
        return 0.0


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
