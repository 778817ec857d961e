"""Words kept with a reason."""

import django.db.models.deletion
from django.db import migrations, models

import pocplan.access.gate
import pocplan.access.ids
from pocplan.access.operations import Guard


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0012_agencies"),
        ("strategies", "0016_untitled_exports"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptWording",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pocplan.access.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("place", models.UUIDField(editable=False)),
                ("rule", models.CharField(editable=False, max_length=40)),
                ("words", models.TextField(editable=False, verbose_name="words")),
                ("mark", models.CharField(editable=False, max_length=64)),
                ("reason", models.TextField(verbose_name="reason")),
                ("kept_at", models.DateTimeField(editable=False)),
                ("kept_by_post_id", models.UUIDField(editable=False)),
                ("kept_by_post_title", models.CharField(editable=False, max_length=160)),
                ("kept_by_person_id", models.UUIDField(editable=False)),
                ("kept_by_person_name", models.CharField(editable=False, max_length=160)),
                ("undone_at", models.DateTimeField(editable=False, null=True)),
                ("undone_by_post_title", models.CharField(blank=True, editable=False, max_length=160)),
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
                    "strategy",
                    pocplan.access.gate.SameCompartmentKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategies.strategy",
                    ),
                ),
            ],
            options={
                "verbose_name": "words kept with a reason",
                "ordering": ["kept_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)),
                        fields=("strategy", "place", "rule", "mark"),
                        name="words_kept_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="words_kept_with_a_reason"
                    ),
                ],
            },
        ),
        Guard("keptwording"),
    ]
