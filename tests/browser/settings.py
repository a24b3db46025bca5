"""
The demo site exactly as it is served, but for two more languages, with its static files, and the
mails it sends, in folders of the test run.
"""

from pathlib import Path

from cms import environment
from cms.settings import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = environment.text("MAILS")
STATIC_ROOT = Path(environment.text("STATIC_ROOT"))
WHITENOISE_USE_FINDERS = False
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [*LANGUAGES, ("fr", "French"), ("ar", "Arabic")]  # noqa: F405
