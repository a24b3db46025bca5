"""What the first socket does to Python's garbage collector, once, in a process of its own."""

import subprocess
import sys

import pytest

CODE = """
import gc
{before}
from livechat.delivery import collector
collector.calm()
frozen = gc.get_freeze_count()
more = [[] for _ in range(10)]
collector.calm()
print(frozen > 1_000, gc.get_freeze_count() == frozen, gc.isenabled(), gc.get_threshold()[0])
"""


@pytest.mark.parametrize(
    "before, expected",
    [
        ("", "True True True 20000"),
        ("gc.set_threshold(50_000)", "True True True 50000"),
        ("gc.set_threshold(700); gc.disable()", "True True False 700"),
    ],
)
def test_startup_is_let_be_once_and_a_choice_of_the_sites_own_stands(before, expected):
    code = CODE.format(before=before)
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert found.stdout.strip() == expected
