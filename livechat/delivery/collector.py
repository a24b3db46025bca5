"""
Python's garbage collector, taught what a process with sockets is like.

Left alone it looks through everything that Django and Wagtail have loaded, a quarter of a million
objects, every few seconds of lively talk: measured, a standstill of 140 to 320 ms for everybody,
and a tenth of all CPU time (docs/decisions/garbage-collection.md).
"""

import gc
import threading

YOUNG = 20_000
"""Objects made before the youngest are looked through: more than a burst has under way."""

_lock = threading.Lock()
_is_calm = False


def calm():
    """
    Once a process, when its first socket comes: what is there now stays, so it is never looked
    through again. A site that has chosen thresholds of its own keeps them.
    """
    global _is_calm
    with _lock:
        if _is_calm:
            return
        _is_calm = True
    gc.collect()
    gc.freeze()
    if gc.isenabled() and gc.get_threshold()[0] <= 2_000:  # Python's own: 700, later 2,000.
        gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
