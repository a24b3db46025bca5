"""Between the migration and the last restart the version before goes on writing (FI-26)."""

from uuid import uuid4

import pytest
from django.db import connection

from livechat.identity import still_good
from livechat.models import Department, Visitor
from staff_console.models import CannedReply

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


def test_the_version_before_makes_departments_without_names_in_other_languages():
    own = [each for each in Department._meta.concrete_fields if each.column not in ("id", "names")]
    desk = Department(name="Returns", slug="returns")
    columns = ", ".join(connection.ops.quote_name(each.column) for each in own)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO livechat_department ({columns}) VALUES ({', '.join(['%s'] * len(own))})",
            [each.get_db_prep_save(getattr(desk, each.attname), connection) for each in own],
        )
    assert Department.objects.get(slug="returns").name_in("de") == "Returns"


def test_the_version_before_saves_canned_replies_that_have_no_cards():
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO staff_console_cannedreply (title, body, shortcut, uses, "order") '
            "VALUES ('Old', 'Text', '', 0, 0)"
        )
    assert list(CannedReply.objects.get(title="Old").cards) == []
