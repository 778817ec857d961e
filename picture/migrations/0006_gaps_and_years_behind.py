from django.db import migrations


class Migration(migrations.Migration):
    """Joins two steps that were taken side by side and touch nothing of each other's."""

    dependencies = [
        ("picture", "0005_gaps"),
        ("picture", "0005_years_behind"),
    ]

    operations: list[object] = []
