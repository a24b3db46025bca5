import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def where_they_chatted_last(apps, schema_editor):
    Conversation = apps.get_model("livechat", "Conversation")
    own = Conversation.objects.filter(visitor=OuterRef("pk")).order_by("-pk")
    Visitor = apps.get_model("livechat", "Visitor")
    Visitor.objects.update(site=Subquery(own.values("site")[:1]))


class Migration(migrations.Migration):

    dependencies = [
        ('livechat', '0006_permission_names'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.AddField(
            model_name='visitor',
            name='site',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.site'),
        ),
        migrations.RunPython(where_they_chatted_last, migrations.RunPython.noop),
    ]
