"""One department, and chat on from the root of the tree: a fresh installation works at once."""

import swapper
from django.db import migrations


def create(apps, schema_editor):
    Department = apps.get_model("livechat", "Department")
    PageChat = apps.get_model("livechat", "PageChat")
    Page = apps.get_model(*swapper.split(swapper.get_model_name("wagtailcore", "Page")))
    department, _ = Department.objects.get_or_create(slug="support", defaults={"name": "Support"})
    for root in Page.objects.filter(depth=1):
        PageChat.objects.get_or_create(
            page_id=root.pk, defaults={"mode": "on", "department": department}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("livechat", "0001_initial"),
        ("wagtailcore", "0002_initial_data"),
        swapper.dependency("wagtailcore", "Page"),
    ]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
