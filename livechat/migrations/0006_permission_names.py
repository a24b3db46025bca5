"""
Names of the levels as Wagtail's group editor shows them, which leaves out the model's name: "Can
read a conversation" became "Can read a". Django names permissions only when it creates them.
"""

from django.db import migrations

NAMES = {
    "join_conversation": "Can read chats in every department",
    "reply_conversation": "Can answer chats in every department",
    "manage_conversation": "Can manage chats in every department",
}


def rename(apps, schema_editor):
    Permission = apps.get_model("auth", "Permission")
    for codename, name in NAMES.items():
        Permission.objects.filter(content_type__app_label="livechat", codename=codename).update(
            name=name
        )


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("livechat", "0005_attachment"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="conversation",
            options={
                "default_permissions": ("view", "change", "delete"),
                "ordering": ["-last_message_at", "-pk"],
                "permissions": list(NAMES.items()),
                "verbose_name": "conversation",
                "verbose_name_plural": "conversations",
            },
        ),
        migrations.RunPython(rename, migrations.RunPython.noop),
    ]
