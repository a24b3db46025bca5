"""Tasks, after the commit and beside whoever waits."""

import threading

from django.db import connection, transaction
from django_tasks.backends.immediate import ImmediateBackend


def enqueue(task, *args):
    """
    Hand a task to the site's TASKS. The immediate backend would have the visitor, and with a socket
    others too, wait for the mail server.
    """
    if isinstance(task.get_backend(), ImmediateBackend):
        transaction.on_commit(lambda: threading.Thread(target=_run, args=(task, args)).start())
    else:
        transaction.on_commit(lambda: task.enqueue(*args))


def _run(task, args):
    try:
        task.enqueue(*args)
    finally:
        connection.close()
