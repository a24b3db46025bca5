"""The demo site exactly as it is served, with its static files in a folder of the test run."""

from pathlib import Path

from cms import environment
from cms.settings import *  # noqa: F403

STATIC_ROOT = Path(environment.text("STATIC_ROOT"))
WHITENOISE_USE_FINDERS = False
