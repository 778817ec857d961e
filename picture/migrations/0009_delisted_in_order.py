"""What was delisted over the years is listed by an index, in the order of the matrix."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0018_many_readers"),
        ("picture", "0008_hotspot_sharing"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="hotspot",
            index=models.Index(
                models.F("compartment"),
                models.F("sector"),
                models.Case(
                    models.When(priority="critical", then=models.Value(0)),
                    models.When(priority="high", then=models.Value(1)),
                    models.When(priority="medium", then=models.Value(2)),
                    models.When(priority="low", then=models.Value(3)),
                    output_field=models.IntegerField(),
                ),
                models.F("place_said"),
                models.F("id"),
                condition=models.Q(("state", "delisted")),
                name="hotspots_delisted",
            ),
        ),
    ]
