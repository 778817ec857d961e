"""A hotspot may carry the reference that a mission's own incident system knows its place by."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("picture", "0006_gaps_and_years_behind")]

    operations = [
        migrations.AddField(
            model_name="hotspot",
            name="external_ref",
            field=models.CharField(blank=True, default="", max_length=80, verbose_name="reference in another system"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="hotspot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("external_ref", ""), _negated=True),
                fields=("compartment", "external_ref"),
                name="hotspot_reference_once",
            ),
        ),
    ]
