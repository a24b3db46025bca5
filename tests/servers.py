"""
A private Redis and PostgreSQL for one command: ``python -m tests.servers COMMAND…``

The command finds them in ``REDIS_URL`` and ``DATABASE_URL``; where a variable is set already, that
server is used and none is started. They listen on Unix sockets in a temporary folder, and end with
the command, or when this process dies.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

PATIENCE = 60
"""Seconds that a server may take to answer on a busy machine."""


class Failed(Exception):
    """A server is not installed or does not start; says what to do."""


def main(command):
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with ExitStack() as stack:
            environment = dict(os.environ)
            for name, server in (("REDIS_URL", redis), ("DATABASE_URL", postgresql)):
                if not environment.get(name):
                    environment[name] = stack.enter_context(server())
            return run(command, environment)
    except Failed as problem:
        return str(problem)
    except KeyboardInterrupt:
        return 130


def run(command, environment):
    """The command's exit status. Ctrl-C reaches it too, and it gets the time that it needs."""
    with subprocess.Popen(command, env=environment) as child:
        signal.signal(signal.SIGTERM, lambda *_: child.send_signal(signal.SIGINT))
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                pass


@contextmanager
def folder():
    """A temporary folder that other accounts may pass through. Short: socket paths are bounded."""
    path = Path(tempfile.mkdtemp(prefix="livechat-"))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def redis(*options):
    """A Redis that keeps nothing; its URL."""
    program = find("redis-server", "Install it: apt install redis-server")
    with folder() as path:
        socket = path / "redis.sock"
        words = ["--port", "0", "--unixsocket", socket, "--dir", path, "--save", "", *options]
        with running([program, *words], stop=signal.SIGTERM) as server:
            until(socket.exists, server, "Redis")
            yield f"unix://{socket}"


@contextmanager
def postgresql(*options, fsync="off"):
    """A PostgreSQL with one empty database; its URL."""
    hint = "Install it: apt install postgresql"
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    initdb = find("initdb", hint, places)
    account = as_account() if os.geteuid() == 0 else {}
    with folder() as path:
        data = path / "data"
        if account:
            data.mkdir()
            shutil.chown(path, account["user"])
            shutil.chown(data, account["user"])
        subprocess.run(
            [initdb, "-D", data, "-U", "livechat", "-A", "trust", "-E", "UTF8", "--no-locale"]
            + ["--no-sync"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
            **account,
        )
        settings = {"listen_addresses": "", "unix_socket_directories": path, "fsync": fsync}
        settings |= {"full_page_writes": fsync, "max_connections": 200, "log_min_messages": "fatal"}
        words = [word for pair in settings.items() for word in ("-c", "{}={}".format(*pair))]
        command = [initdb.with_name("postgres"), "-D", data, *words, *options]
        with running(command, stop=signal.SIGINT, cwd="/", **account) as server:
            until((path / ".s.PGSQL.5432").exists, server, "PostgreSQL")
            ready = initdb.with_name("pg_isready")
            words = [ready, "-q", "-h", path, "-U", "livechat", "-d", "postgres"]
            until(lambda: subprocess.run(words, check=False).returncode == 0, server, "PostgreSQL")
            yield f"postgres://livechat@{str(path).replace('/', '%2F')}/postgres"


def as_account():
    """PostgreSQL refuses to run as root; its package made an account for it."""
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        raise Failed("PostgreSQL does not run as root, and there is no user postgres.") from None
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def find(name, hint, places=()):
    """The path of a program; ``places`` are looked at before PATH."""
    found = next((each / name for each in places if (each / name).exists()), shutil.which(name))
    if found is None:
        raise Failed(f"{name} is not installed. {hint}")
    return Path(found)


@contextmanager
def running(command, stop, **options):
    """A process in a session of its own (Ctrl-C is not for it), ended with ``stop``."""
    server = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=die_with_parent(stop),
        **options,
    )
    try:
        yield server
    finally:
        server.send_signal(stop)
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def die_with_parent(sign):
    """For ``preexec_fn``: the kernel sends ``sign`` when we are gone without a goodbye (Linux)."""
    if sys.platform != "linux":
        return None
    prctl, set_signal = ctypes.CDLL(None).prctl, 1
    return lambda: prctl(set_signal, int(sign))


def until(ready, server, name):
    """Wait for ``ready()``; Failed when the process ends or the patience does."""
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if server.poll() is not None or time.monotonic() > deadline:
            raise Failed(f"{name} did not start (exit status {server.poll()}).")
        time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
