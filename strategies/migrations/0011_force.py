"""What the Force knows is marked, and leaves the mission with its Commander's clearance."""

import django.db.models.deletion
from django.db import migrations, models

import pocplan.access.gate
import pocplan.access.ids
from pocplan.access.immutable import KeepFixed
from pocplan.access.operations import Guard


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0010_planned_once"),
        ("strategies", "0010_exports"),
    ]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="known_from_force",
            field=models.BooleanField(default=False, verbose_name="known from the Force"),
        ),
        migrations.CreateModel(
            name="ForceClearance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pocplan.access.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("about", models.JSONField(default=list)),
                (
                    "word",
                    models.CharField(
                        blank=True,
                        choices=[("", "Asked, no answer yet"), ("cleared", "Cleared"), ("not_cleared", "Not cleared")],
                        max_length=12,
                        verbose_name="answer",
                    ),
                ),
                ("remarks", models.TextField(blank=True, max_length=5000, verbose_name="remarks")),
                ("asked_at", models.DateTimeField()),
                ("given_at", models.DateTimeField(null=True)),
                ("given_by_post_id", models.UUIDField(null=True)),
                ("given_by_post_title", models.CharField(blank=True, max_length=160)),
                ("given_by_person_id", models.UUIDField(null=True)),
                ("given_by_person_name", models.CharField(blank=True, max_length=160)),
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
                    "round",
                    pocplan.access.gate.SameCompartmentKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategies.round",
                    ),
                ),
            ],
            options={
                "verbose_name": "clearance by the Force Commander",
                "ordering": ["-asked_at", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("round",), name="force_asked_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("word", "not_cleared"), _negated=True),
                            models.Q(("remarks", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="not_cleared_has_words",
                    ),
                ],
            },
        ),
        Guard("forceclearance"),
        KeepFixed("forceclearance", ("compartment_id", "round_id", "about", "asked_at")),
    ]
