from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("livechat", "0014_capacity_of_a_person")]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="consent_withdrawn_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="consent withdrawn at"),
        ),
    ]
