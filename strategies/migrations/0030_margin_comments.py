"""Comments in the margin of a draft. Their words never change; whether a thread is settled does."""

import django.db.models.deletion
from django.db import migrations, models

import pocplan.access.gate
import pocplan.access.ids
from pocplan.access.immutable import KeepFixed
from pocplan.access.operations import Guard


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0018_many_readers"),
        ("strategies", "0029_preparations"),
    ]

    operations = [
        migrations.CreateModel(
            name="MarginComment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pocplan.access.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("anchor", models.JSONField()),
                ("passage", models.CharField(blank=True, max_length=200)),
                ("passage_version", models.PositiveIntegerField(null=True)),
                ("words", models.TextField(verbose_name="comment")),
                ("told", models.JSONField(default=list)),
                ("post_id", models.UUIDField()),
                ("post_title", models.CharField(max_length=160)),
                ("person_id", models.UUIDField()),
                ("person_name", models.CharField(max_length=160)),
                ("at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("settled_by_post_id", models.UUIDField(null=True)),
                ("settled_by_post_title", models.CharField(blank=True, max_length=160)),
                ("settled_by_person_id", models.UUIDField(null=True)),
                ("settled_by_person_name", models.CharField(blank=True, max_length=160)),
                (
                    "answers",
                    pocplan.access.gate.SameCompartmentKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategies.margincomment",
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
                (
                    "section",
                    pocplan.access.gate.SameCompartmentKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategies.section",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment on a draft",
                "ordering": ["at", "id"],
                "indexes": [
                    models.Index(fields=["section", "settled_at"], name="strategies__section_965202_idx"),
                    models.Index(fields=["answers"], name="strategies__answers_1054b5_idx"),
                ],
            },
        ),
        Guard("margincomment"),
        KeepFixed(
            "margincomment",
            (
                *("compartment_id", "section_id", "answers_id", "anchor", "passage", "passage_version"),
                *("words", "told", "post_id", "post_title", "person_id", "person_name", "at"),
            ),
        ),
    ]
