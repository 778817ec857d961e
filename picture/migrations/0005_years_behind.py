"""What stands today is found without walking through the years behind it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("picture", "0004_alerts")]

    operations = [
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(fields=["compartment", "-received_at"], name="alerts_by_moment"),
        ),
        migrations.AddIndex(
            model_name="hotspot",
            index=models.Index(
                condition=models.Q(("state", "delisted"), _negated=True),
                fields=["compartment", "sector", "place_said", "id"],
                name="hotspots_on_matrix",
            ),
        ),
        migrations.AddIndex(
            model_name="lineofeffort",
            index=models.Index(
                condition=models.Q(("state__in", ("acted", "not_acted")), _negated=True),
                fields=["compartment", "due_on"],
                name="efforts_open",
            ),
        ),
        migrations.AddIndex(
            model_name="releasedrating",
            index=models.Index(fields=["compartment", "-released_on"], name="released_by_day"),
        ),
    ]
