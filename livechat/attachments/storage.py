"""
Where files of conversations lie: beside the public uploads, never among them. They leave only
through views that ask who is there.
"""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages

from .. import conf

FOLDER = "livechat-attachments"


class PrivateFiles(FileSystemStorage):
    """A folder that only the site's own account may read, without addresses."""

    def __init__(self, location):
        super().__init__(location, file_permissions_mode=0o600, directory_permissions_mode=0o700)

    def url(self, name):
        raise ValueError("Files of conversations have no public address.")


def attachment_storage():
    """The site's storage of that alias, or the folder beside ``MEDIA_ROOT``."""
    alias = conf.get("ATTACHMENT_STORAGE")
    if alias:
        return storages[alias]
    return PrivateFiles(Path(settings.MEDIA_ROOT or "media").absolute().parent / FOLDER)
