"""The demo's own content, filled once for each module and rolled back after it."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from wagtail.models import Site


@pytest.fixture(scope="module")
def demo_content(django_db_setup, django_db_blocker, tmp_path_factory):
    uploads = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=uploads):
        Site.clear_site_root_paths_cache()
        with transaction.atomic():
            call_command("demo", migrate=False, verbosity=0)
            yield
            transaction.set_rollback(True)
        Site.clear_site_root_paths_cache()


@pytest.fixture
def demo(demo_content, db):
    """The demo's content; what a test changes is undone after it."""
