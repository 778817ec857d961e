"""The day on which those still to reply were last asked again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("strategies", "0012_threats"),
    ]

    operations = [
        migrations.AddField(
            model_name="round",
            name="asked_again_on",
            field=models.DateField(null=True),
        ),
    ]
