"""A process that knows no cards yet goes on saving canned replies after the migration."""

from django.db import migrations, models

import staff_console.canned.fields


class Migration(migrations.Migration):
    dependencies = [("staff_console", "0006_canned_reply_cards")]

    operations = [
        migrations.AlterField(
            model_name="cannedreply",
            name="cards",
            field=staff_console.canned.fields.CardsField(
                blank=True,
                db_default=models.Value([], output_field=models.JSONField()),
                default=list,
                help_text="They go out after the text. Only what everybody on the web may see.",
                verbose_name="cards",
            ),
        ),
    ]
