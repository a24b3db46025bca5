"""An index of tags where there is a kind for them, PostgreSQL; elsewhere nothing."""

from django.db import migrations

NAME = "livechat_by_tag"


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        table = apps.get_model("livechat", "Conversation")._meta.db_table
        drop(apps, schema_editor)
        # Most have no tags: they are left out, so that what is said in them costs nothing more.
        schema_editor.execute(
            f'CREATE INDEX CONCURRENTLY "{NAME}" ON "{table}" USING gin (tags jsonb_path_ops) '
            "WHERE tags <> '[]'::jsonb"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f'DROP INDEX CONCURRENTLY IF EXISTS "{NAME}"')


class Migration(migrations.Migration):
    dependencies = [
        ("livechat", "0015_consent_withdrawn"),
    ]

    atomic = False
    """Concurrently: nobody waits with what they write, and an index half made is made again."""

    operations = [
        migrations.RunPython(make, drop),
    ]
