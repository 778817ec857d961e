"""Who answers for a body, what was consulted off-system, and silence that only the clock states."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import pocplan.access.gate
import pocplan.access.ids
from pocplan.access.immutable import KeepFixed
from pocplan.access.operations import DefinerFunctions, Guard, RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("access", "0009_discreet"), ("strategies", "0006_waiting_imports")]

    operations = [
        migrations.RemoveField(model_name="offsystem", name="text"),
        migrations.AddField(
            model_name="offsystem",
            name="about",
            field=models.UUIDField(default=uuid.UUID(int=0)),
            preserve_default=False,
        ),
        migrations.AddField(model_name="offsystem", name="note_id", field=models.UUIDField(null=True)),
        migrations.AddField(model_name="request", name="audience", field=models.CharField(default="", max_length=20)),
        migrations.AddIndex(
            model_name="offsystem", index=models.Index(fields=["about"], name="strategies__about_8cba23_idx")
        ),
        migrations.CreateModel(
            name="OffSystemNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pocplan.access.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation", models.CharField(max_length=160, verbose_name="organisation")),
                ("on", models.DateField(verbose_name="consulted on")),
                ("how", models.CharField(blank=True, max_length=200, verbose_name="how")),
                ("summary", models.TextField(blank=True, verbose_name="what was said")),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
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
                    "request",
                    pocplan.access.gate.SameCompartmentKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="strategies.request",
                    ),
                ),
            ],
            options={
                "verbose_name": "consulted off-system, by agreement",
                "ordering": ["organisation", "id"],
                "indexes": [models.Index(fields=["request"], name="strategies__request_6cf3a9_idx")],
            },
        ),
        Guard("offsystemnote"),
        KeepFixed("offsystemnote", ("compartment_id", "request_id", "organisation", "on", "how", "summary", "at")),
        RunSqlFile("strategies/sql/only_the_clock.sql"),
        DefinerFunctions("access.only_the_clock()"),
    ]
