"""Starting processes that end with us."""

import subprocess
from concurrent.futures import ThreadPoolExecutor

from tests.servers import die_with_parent

# The kernel's "when the parent dies" means the thread that started the child: so it is always this
# one, which lives as long as we do.
_thread = ThreadPoolExecutor(1, "spawning")


def spawn(command, sign, **options):
    """A process in a session of its own, sent ``sign`` when we are gone without a goodbye."""
    return _thread.submit(
        subprocess.Popen,
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=die_with_parent(sign),
        **options,
    ).result()
