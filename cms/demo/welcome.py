"""``python -m cms.demo.welcome PORT PROCESSES PID``: waits until the site answers, then says where
everything is. Ends silently when the server with that process id ends first."""

import os
import sys
import time
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

from .cast import PASSWORD, PEOPLE

direct = build_opener(ProxyHandler({}))
"""A proxy configured for the outside knows nothing of this machine's own address."""

PATIENCE = 120
"""Seconds until we stop looking; by then the server has told its own story."""


def main(port, processes, pid):
    """Wait for every process, then print the welcome."""
    deadline = time.monotonic() + PATIENCE
    waiting = list(range(port, port + processes))
    while waiting and time.monotonic() < deadline:
        if not is_alive(pid):
            return
        waiting = [each for each in waiting if not answers(each)]
        time.sleep(0.2)
    if not waiting:
        print(welcome(port, processes), flush=True)


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def answers(port):
    """Does the front page come? This also warms it up for the first guest."""
    try:
        direct.open(f"http://127.0.0.1:{port}/", timeout=30).close()
    except HTTPError:
        return True
    except (URLError, OSError):
        return False
    return True


def welcome(port, processes):
    """The addresses and the logins as one block of text."""
    site = f"http://127.0.0.1:{port}"
    others = [f"http://127.0.0.1:{port + n}/" for n in range(1, processes)]
    lines = [
        "",
        "Wagtail Livechat is running. Ctrl-C stops it.",
        "",
        f"  The site     {site}/   (in German: {site}/de/)",
        f"  The admin    {site}/admin/",
        f"  The chat     {site}/admin/chat/   (open it in another browser or a private window)",
        *(f"  The same at  {other}" for other in others),
        "",
        row("Login", "Name", "Is a", "May"),
        *(row(each.login, each.name, each.is_a, each.may) for each in PEOPLE),
        "",
        f"  Everybody's password is {PASSWORD}",
        "",
    ]
    return "\n".join(lines)


def row(login, name, is_a, may):
    return f"  {login:7} {name:13} {is_a:14} {may}"


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:4]))
