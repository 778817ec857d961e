"""What a cluster writes for itself beside a strategy, and the copies of it that it releases for information."""

import django.db.models.deletion
from django.db import migrations, models

import pocplan.access.gate
import pocplan.access.ids
from pocplan.access.immutable import KeepFixed
from pocplan.access.operations import Guard, KeepInRoom


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0010_planned_once"),
        ("strategies", "0008_reviews"),
    ]

    operations = [
        migrations.CreateModel(
            name="Companion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pocplan.access.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("request_ref", models.UUIDField(editable=False)),
                ("beside", models.CharField(editable=False, max_length=200)),
                ("asked_by", models.CharField(editable=False, max_length=200)),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("fr", "French")], max_length=2, verbose_name="language"
                    ),
                ),
                ("started_at", models.DateTimeField(editable=False)),
                ("started_by_post_title", models.CharField(editable=False, max_length=160)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "companion document",
                "verbose_name_plural": "companion documents",
                "ordering": ["-started_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="CompanionCopy",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pocplan.access.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("request_ref", models.UUIDField()),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("language", models.CharField(max_length=2)),
                ("written_by", models.CharField(max_length=200)),
                ("body", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("released_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "companion document, for information",
                "ordering": ["-number", "id"],
            },
        ),
        migrations.CreateModel(
            name="CompanionCopyWithdrawal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pocplan.access.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "withdrawal of a companion document",
            },
        ),
        migrations.CreateModel(
            name="CompanionRelease",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pocplan.access.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("request_ref", models.UUIDField()),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Waits for consent"),
                            ("released", "Released"),
                            ("dropped", "Not released"),
                        ],
                        default="prepared",
                        max_length=10,
                    ),
                ),
                ("prepared_at", models.DateTimeField()),
                ("prepared_by_post_title", models.CharField(max_length=160)),
                ("prepared_by_person_name", models.CharField(max_length=160)),
                ("released_at", models.DateTimeField(null=True)),
                ("released_by_post_title", models.CharField(blank=True, max_length=160)),
                ("copy_id", models.UUIDField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "release of a companion document",
                "ordering": ["-prepared_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="CompanionSection",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pocplan.access.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveIntegerField(editable=False)),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "section of a companion document",
                "ordering": ["position", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="block",
            name="block_has_one_parent",
        ),
        migrations.AddField(
            model_name="companion",
            name="compartment",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.compartment"
            ),
        ),
        migrations.AddField(
            model_name="companioncopy",
            name="compartment",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.compartment"
            ),
        ),
        migrations.AddField(
            model_name="companioncopywithdrawal",
            name="compartment",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.compartment"
            ),
        ),
        migrations.AddField(
            model_name="companioncopywithdrawal",
            name="copy",
            field=pocplan.access.gate.SameCompartmentKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="strategies.companioncopy",
            ),
        ),
        migrations.AddField(
            model_name="companionrelease",
            name="companion",
            field=pocplan.access.gate.SameCompartmentKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="strategies.companion",
            ),
        ),
        migrations.AddField(
            model_name="companionrelease",
            name="compartment",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.compartment"
            ),
        ),
        migrations.AddField(
            model_name="companionsection",
            name="companion",
            field=pocplan.access.gate.SameCompartmentKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="strategies.companion",
            ),
        ),
        migrations.AddField(
            model_name="companionsection",
            name="compartment",
            field=models.ForeignKey(
                editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.compartment"
            ),
        ),
        migrations.AddField(
            model_name="block",
            name="companion_section",
            field=pocplan.access.gate.SameCompartmentKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="strategies.companionsection",
            ),
        ),
        migrations.AddIndex(
            model_name="block",
            index=models.Index(fields=["companion_section", "position"], name="strategies__compani_15b04d_idx"),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("annex__isnull", False), ("companion_section__isnull", True), ("section__isnull", True)),
                    models.Q(("annex__isnull", True), ("companion_section__isnull", True), ("section__isnull", False)),
                    models.Q(("annex__isnull", True), ("companion_section__isnull", False), ("section__isnull", True)),
                    _connector="OR",
                ),
                name="block_has_one_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="companioncopy",
            constraint=models.UniqueConstraint(fields=("compartment", "number"), name="companion_copy_number_once"),
        ),
        migrations.AddConstraint(
            model_name="companioncopywithdrawal",
            constraint=models.UniqueConstraint(fields=("copy",), name="companion_copy_withdrawn_once"),
        ),
        migrations.AddIndex(
            model_name="companionsection",
            index=models.Index(fields=["companion", "position"], name="strategies__compani_209370_idx"),
        ),
        Guard("companion"),
        Guard("companionsection"),
        Guard("companionrelease"),
        Guard("companioncopy", append_only=True),
        Guard("companioncopywithdrawal", append_only=True),
        KeepInRoom("block", "companion_section"),
        KeepFixed("companionrelease", ("compartment_id", "companion_id", "request_ref", "content", "digest")),
    ]
