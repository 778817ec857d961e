"""The few rows that are open, of every room: who reads two hundred rooms asks for them in one walk."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0018_many_readers"),
        ("picture", "0009_delisted_in_order"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="alert",
            index=models.Index(
                condition=models.Q(("state__in", ("received", "relayed", "decided"))),
                fields=["received_at", "id"],
                name="alerts_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="hotspot",
            index=models.Index(
                condition=models.Q(("state", "delisted"), _negated=True),
                fields=["reviewed_on", "id"],
                name="hotspots_to_review",
            ),
        ),
        migrations.AddIndex(
            model_name="threat",
            index=models.Index(
                condition=models.Q(("state__in", ("proposed", "current"))),
                fields=["-proposed_at", "-id"],
                name="threats_open",
            ),
        ),
    ]
