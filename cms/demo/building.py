"""A new SQLite file is built aside, so that a first start that was cut short leaves nothing half
done: SQLite cannot undo every migration."""

import os
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from .wipe import delete_sqlite


@contextmanager
def built_aside():
    """Work on a new file and put it in place at the end. Does nothing for a database that exists,
    or one that is not a SQLite file."""
    place = str(connection.settings_dict["NAME"])
    if connection.vendor != "sqlite" or Path(place).exists():
        yield
        return
    aside = f"{place}.new"
    connection.close()
    delete_sqlite(aside)
    connection.settings_dict["NAME"] = aside
    try:
        yield
    finally:
        # Closing the last connection also folds SQLite's journal into the file.
        connection.close()
        connection.settings_dict["NAME"] = place
    os.replace(aside, place)
