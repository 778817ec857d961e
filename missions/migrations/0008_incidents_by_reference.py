"""An incident is looked up by its reference, in the rooms of the reader and whatever source it came from."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("missions", "0007_month_first")]

    operations = [
        migrations.AddIndex(
            model_name="incident",
            index=models.Index(fields=["compartment", "reference"], name="incidents_by_reference"),
        ),
    ]
