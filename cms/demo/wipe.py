"""Starting over: an empty database, and none of its pictures."""

from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from livechat.models import Attachment

OURS = "cms_homepage"


def wipe():
    """Drop every table of the demo's database. Refuses one that holds anything else."""
    tables = connection.introspection.table_names()
    if not tables:
        return
    if OURS not in tables:
        raise CommandError(
            "--fresh would delete a database that this demo did not make. "
            "Give it one of its own with DATABASE_URL."
        )
    _delete_uploads()
    if connection.vendor == "sqlite":
        connection.close()
        delete_sqlite(connection.settings_dict["NAME"])
    else:
        _drop(tables)


def _delete_uploads():
    tables = connection.introspection.table_names()
    images = get_image_model()
    for model in (images, images.get_rendition_model(), get_document_model(), Attachment):
        if model._meta.db_table not in tables:
            continue  # made by an earlier version
        for upload in model.objects.all():
            upload.file.delete(save=False)


def delete_sqlite(name):
    """The file and its journals; the next connection begins a new one."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{name}{suffix}").unlink(missing_ok=True)


def _drop(tables):
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
