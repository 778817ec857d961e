"""Of how many rows of a file each reason was said, counted while it is read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("missions", "0010_absent_events"),
    ]

    operations = [
        migrations.AddField(
            model_name="incidentimport",
            name="tally",
            field=models.JSONField(default=dict),
        ),
    ]
