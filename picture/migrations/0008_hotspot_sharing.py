"""That a hotspot was copied to an exercise is known where the original stays."""

import django.db.models.deletion
from django.db import migrations, models

import pocplan.access.gate
import pocplan.access.ids
from pocplan.access.operations import Guard


class Migration(migrations.Migration):
    dependencies = [("access", "0013_civilian"), ("picture", "0007_external_ref")]

    operations = [
        migrations.CreateModel(
            name="HotspotSharing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pocplan.access.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("copy_id", models.UUIDField()),
                ("copied_to", models.CharField(max_length=200)),
                ("revision", models.PositiveIntegerField()),
                ("shared_at", models.DateTimeField()),
                ("by", models.CharField(max_length=200)),
                (
                    "compartment",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.compartment",
                    ),
                ),
                (
                    "hotspot",
                    pocplan.access.gate.SameCompartmentKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="picture.hotspot",
                    ),
                ),
            ],
            options={
                "verbose_name": "sharing of a hotspot",
                "ordering": ["-shared_at", "-id"],
                "indexes": [models.Index(fields=["compartment", "hotspot", "-shared_at"], name="sharings_of_hotspot")],
            },
        ),
        Guard("hotspotsharing"),
    ]
