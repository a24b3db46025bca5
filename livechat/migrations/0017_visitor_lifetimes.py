import django.utils.timezone
from django.db import migrations, models

import livechat.models.visitor


class Migration(migrations.Migration):
    dependencies = [("livechat", "0016_index_of_tags")]

    operations = [
        migrations.AddField(
            model_name="visitor",
            name="token_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name="visitor",
            name="used_on",
            field=models.DateField(default=livechat.models.visitor.today, editable=False),
        ),
    ]
