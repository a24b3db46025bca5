import django.db.models.functions
import django.utils.timezone
from django.db import migrations, models

import livechat.models.visitor


class Migration(migrations.Migration):
    dependencies = [("livechat", "0016_index_of_tags")]

    operations = [
        migrations.AddField(
            model_name="visitor",
            name="token_at",
            field=models.DateTimeField(
                # Processes of the version before know nothing of it, and go on for a while.
                db_default=django.db.models.functions.Now(),
                default=django.utils.timezone.now,
                editable=False,
            ),
        ),
        migrations.AddField(
            model_name="visitor",
            name="used_on",
            field=models.DateField(
                db_default=models.Func(
                    function="CURRENT_DATE",
                    output_field=models.DateField(),
                    template="%(function)s",
                ),
                default=livechat.models.visitor.today,
                editable=False,
            ),
        ),
    ]
