"""The style template of a mission, behind the walls."""

import django.db.models.deletion
from django.db import migrations, models

import pocplan.access.ids
from pocplan.access.operations import Guard


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0018_many_readers"),
        ("strategies", "0027_answers_inside"),
    ]

    operations = [
        migrations.CreateModel(
            name="StyleTemplate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pocplan.access.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField(editable=False)),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("said", models.JSONField(default=dict, editable=False)),
                ("kept_at", models.DateTimeField(editable=False)),
                ("kept_by_post_id", models.UUIDField(editable=False)),
                ("kept_by_post_title", models.CharField(editable=False, max_length=160)),
                ("kept_by_person_id", models.UUIDField(editable=False)),
                ("kept_by_person_name", models.CharField(editable=False, max_length=160)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                ("withdrawn_by_post_title", models.CharField(blank=True, editable=False, max_length=160)),
                (
                    "compartment",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.compartment",
                    ),
                ),
            ],
            options={
                "verbose_name": "style template",
                "ordering": ["-kept_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)), fields=("compartment",), name="one_style_in_force"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("withdrawn_at", None), ("content", b""), _connector="OR"),
                        name="style_gone_without_content",
                    ),
                ],
            },
        ),
        Guard("styletemplate"),
    ]
