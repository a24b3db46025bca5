"""Collecting static files only when one of them changed, so that a second start is quick."""

import hashlib

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from cms import static_files


def collect_if_changed(say):
    """Bring STATIC_ROOT up to date with the apps' static files."""
    stamp = settings.STATIC_ROOT / ".sources"
    current = _fingerprint()
    if stamp.exists() and stamp.read_text() == current:
        return
    say("Static files, hashed and compressed (once)")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(current)


def _fingerprint() -> str:
    """Changes with any file's name, size or time, and with how we store them."""
    digest = hashlib.sha256()
    with open(static_files.__file__, "rb") as storage_code:
        digest.update(storage_code.read())
    for finder in get_finders():
        for path, storage in finder.list(["CVS", ".*", "*~"]):
            about = f"{path} {storage.size(path)} {storage.get_modified_time(path).timestamp()}"
            digest.update(about.encode())
    return digest.hexdigest()
