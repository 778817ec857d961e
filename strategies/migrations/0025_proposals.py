"""What a component asked for clearance would have instead. Its words never change; what became of them comes later."""

import django.db.models.deletion
from django.db import migrations, models

import pocplan.access.gate
import pocplan.access.ids
from pocplan.access.immutable import KeepFixed
from pocplan.access.operations import Guard


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0018_many_readers"),
        ("strategies", "0024_house_terms"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pocplan.access.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("anchor", models.JSONField()),
                ("section_title", models.CharField(blank=True, max_length=300)),
                ("words", models.TextField(verbose_name="why")),
                ("suggestion", models.TextField(verbose_name="proposed text")),
                ("proposed_at", models.DateTimeField()),
                ("proposed_by_post_id", models.UUIDField()),
                ("proposed_by_post_title", models.CharField(max_length=160)),
                ("proposed_by_person_id", models.UUIDField()),
                ("proposed_by_person_name", models.CharField(max_length=160)),
                (
                    "word",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Waits for an answer"),
                            ("accepted", "Accepted"),
                            ("not_accepted", "Not accepted"),
                        ],
                        max_length=12,
                        verbose_name="answer",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by_post_id", models.UUIDField(null=True)),
                ("answered_by_post_title", models.CharField(blank=True, max_length=160)),
                ("answered_by_person_id", models.UUIDField(null=True)),
                ("answered_by_person_name", models.CharField(blank=True, max_length=160)),
                (
                    "clearance",
                    pocplan.access.gate.SameCompartmentKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategies.clearance",
                    ),
                ),
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
                "verbose_name": "proposal in clearance",
                "ordering": ["proposed_at", "id"],
                "indexes": [models.Index(fields=["clearance"], name="strategies__clearan_957384_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("word", ""), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="proposal_answer_has_a_reason",
                    )
                ],
            },
        ),
        Guard("proposal"),
        KeepFixed(
            "proposal",
            (
                *("compartment_id", "clearance_id", "anchor", "section_title", "words", "suggestion"),
                *("proposed_at", "proposed_by_post_id", "proposed_by_post_title"),
                *("proposed_by_person_id", "proposed_by_person_name"),
            ),
        ),
    ]
