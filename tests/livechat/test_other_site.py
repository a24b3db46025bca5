"""The plugin in a site that is not the demo, with Wagtail's page model and with a swapped one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("page_model", ["", "basepage.BasePage"])
def test_every_page_type_of_another_site(page_model):
    command = "test tests.other_site --pattern case_*.py --settings tests.other_site.settings"
    environment = os.environ | {"OTHER_SITE_PAGE_MODEL": page_model, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "django", *command.split()],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
