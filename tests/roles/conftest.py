"""Everybody who may turn up, each in a browser of their own."""

import pytest
from django.test import Client

STAFF = ("sasha", "sam", "olive", "mona", "eddie", "admin")
PEOPLE = ("anonymous", "other", "visitor", *STAFF)


@pytest.fixture
def browsers(staff, visitor, new_visitor, site):
    """Django's test client of each of PEOPLE, by name; ``visitor`` and ``other`` have chatted."""
    other = new_visitor()
    other.start(site.home)
    visitor.start(site.home)
    found = {"anonymous": Client(), "other": other.client, "visitor": visitor.client}
    for name in STAFF:
        found[name] = Client()
        found[name].force_login(
            getattr(staff, name), backend="django.contrib.auth.backends.ModelBackend"
        )
    return found
