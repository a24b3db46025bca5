"""Between the migration and the last restart the version before goes on writing (FI-26)."""

from uuid import uuid4

import pytest
from django.db import connection

from livechat.identity import still_good
from livechat.models import Visitor

pytestmark = pytest.mark.django_db


def test_the_version_before_makes_visitors_whose_tokens_are_good():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO livechat_visitor (token_hash, name, email, is_blocked, created_at) "
            "VALUES (%s, '', '', %s, CURRENT_TIMESTAMP)",
            [uuid4().bytes, False],
        )
    person = Visitor.objects.filter(still_good()).get()
    assert person.used_on == person.token_at.date()
