from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("staff_console", "0007_cards_default")]

    operations = [
        migrations.AddField(
            model_name="noticechoices",
            name="hold",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="For screen readers. What you missed is read out in a pause, or once you send.",
                verbose_name="Read out new messages only when I have stopped typing",
            ),
        ),
    ]
