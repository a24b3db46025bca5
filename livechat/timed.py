"""What is done at its time; delivery/duties.py says by whom."""

from .actions import giving, overdue, retention, unread_mail
from .delivery import duties
from .delivery.duties import Work
from .searching import indexing


def keep_queue():
    return bool(giving.give_waiting())


WORK = [
    Work("queue", 1, keep_queue),
    Work("overdue", 5, overdue.return_overdue),
    Work("unread mail", 30, unread_mail.mail_unread),
    Work("retention", 600, retention.keep_only_so_long),
    Work("search", 3, indexing.index_changed),
]


def do_everything():
    """All of it, now, in this process: for a timer on sites that no ASGI server serves."""
    for work in list(duties.registered.values()):
        while work.do():
            pass


def register():
    """When the apps are ready; another app may add work of its own."""
    for work in WORK:
        duties.register(work)
