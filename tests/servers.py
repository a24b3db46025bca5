"""Databases and channel layers of a test."""

import pytest

from livechat.delivery.database import database
from livechat.delivery.posting import writer


@pytest.fixture(scope="session", autouse=True)
def close_delivery_threads(django_db_setup):
    """Their connections must be gone before the test database is dropped."""
    yield
    writer.stop()
    database.close()
