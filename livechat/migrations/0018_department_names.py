from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("livechat", "0017_visitor_lifetimes")]

    operations = [
        migrations.AddField(
            model_name="department",
            name="names",
            field=models.JSONField(
                blank=True,
                # Processes of the version before know nothing of it, and go on for a while.
                db_default={},
                default=dict,
                editable=False,
            ),
        ),
    ]
