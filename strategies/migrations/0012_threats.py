"""Threats as rows of a strategy."""

import django.db.models.deletion
from django.db import migrations, models

import pocplan.access.gate
import pocplan.access.ids
from pocplan.access.operations import Guard


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0010_planned_once"),
        ("strategies", "0011_force"),
    ]

    operations = [
        migrations.CreateModel(
            name="Threat",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pocplan.access.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("lineage", models.UUIDField(default=pocplan.access.ids.new_id, editable=False)),
                ("position", models.PositiveIntegerField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("edited_by_post_id", models.UUIDField(editable=False)),
                ("edited_by_post_title", models.CharField(editable=False, max_length=160)),
                ("edited_by_person_id", models.UUIDField(editable=False)),
                ("edited_by_person_name", models.CharField(editable=False, max_length=160)),
                ("edited_at", models.DateTimeField(editable=False)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                ("title", models.CharField(max_length=300, verbose_name="threat")),
                (
                    "risk",
                    models.CharField(
                        choices=[
                            ("abduction", "Abduction, enforced disappearance, arbitrary arrest or detention"),
                            ("attacks", "Attacks on civilians, unlawful killings, attacks on civilian objects"),
                            ("family_separation", "Child and forced family separation"),
                            ("early_marriage", "Child, early or forced marriage"),
                            ("discrimination", "Discrimination, denial of resources, services or humanitarian access"),
                            ("disinformation", "Disinformation and denial of access to information"),
                            ("child_recruitment", "Recruitment and use of children by armed forces and groups"),
                            ("gbv", "Gender-based violence"),
                            ("legal_identity", "Impeded access to legal identity, remedies and justice"),
                            ("explosives", "Mines and other explosive ordnance"),
                            ("distress", "Psychological abuse or inflicted distress"),
                            ("property", "Theft, extortion, forced eviction or destruction of property"),
                            ("torture", "Torture or cruel, inhuman or degrading treatment"),
                            ("trafficking", "Trafficking in persons, forced labour, slavery-like practices"),
                            ("movement", "Restricted freedom of movement, siege and forced displacement"),
                        ],
                        max_length=24,
                        verbose_name="protection risk",
                    ),
                ),
                ("actor", models.CharField(blank=True, max_length=200, verbose_name="from whom")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="place")),
                ("exposed", models.CharField(blank=True, max_length=400, verbose_name="who is exposed")),
                (
                    "vulnerability",
                    models.TextField(blank=True, max_length=2000, verbose_name="vulnerability, and how they cope"),
                ),
                ("capacity", models.CharField(blank=True, max_length=300, verbose_name="capacity of the state")),
                ("will", models.CharField(blank=True, max_length=300, verbose_name="will of the state")),
                ("known_from_force", models.BooleanField(default=False, verbose_name="known from the Force")),
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
                "verbose_name": "threat",
                "verbose_name_plural": "threats",
                "ordering": ["position", "id"],
                "abstract": False,
                "indexes": [models.Index(fields=["strategy", "position"], name="strategies__strateg_218442_idx")],
            },
        ),
        Guard("threat"),
    ]
