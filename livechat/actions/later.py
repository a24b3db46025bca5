"""Tasks, after the commit and beside whoever waits."""

import threading

from django.db import connection, transaction
from django_tasks.backends.immediate import ImmediateBackend

THREAD = "livechat task"
"""The name of threads that run one task each."""


def enqueue(task, *args):
    """
    Hand a task to the site's TASKS. The immediate backend would have the visitor, and with a socket
    others too, wait for the mail server.
    """
    if isinstance(task.get_backend(), ImmediateBackend):
        thread = threading.Thread(target=_run, args=(task, args), name=THREAD)
        transaction.on_commit(thread.start)
    else:
        transaction.on_commit(lambda: task.enqueue(*args))


def _run(task, args):
    try:
        task.enqueue(*args)
    finally:
        connection.close()
