"""Incidents counted by room, month, kind and province, kept by the database as they are written."""

import django.db.models.deletion
from django.db import migrations, models

import pocplan.access.ids
from pocplan.access.operations import DefinerFunctions, Guard, RunSqlFile, SeatsMayRead


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0017_likely_readers"),
        ("missions", "0004_waiting_events"),
    ]

    operations = [
        migrations.CreateModel(
            name="IncidentMonth",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pocplan.access.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("month", models.DateField(verbose_name="month")),
                ("is_of_year", models.BooleanField(verbose_name="known to its year alone")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("armed_clash", "Armed clash"),
                            ("civilians", "Violence against civilians"),
                            ("explosives", "Explosives, shelling, air strike"),
                            ("sexual", "Sexual violence"),
                            ("abduction", "Abduction or arrest"),
                            ("aid", "Attack on humanitarian aid"),
                            ("camp", "Attack on a camp or site"),
                            ("unrest", "Protest or unrest"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("admin1_ref", models.UUIDField(null=True, verbose_name="admin 1")),
                ("incidents", models.PositiveIntegerField(verbose_name="incidents")),
                ("killed", models.PositiveBigIntegerField(verbose_name="killed")),
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
                "verbose_name": "incidents of a month",
                "ordering": ["-month", "kind", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("compartment", "month", "is_of_year", "kind", "admin1_ref"),
                        name="incident_month_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(condition=models.Q(("month__day", 1)), name="months_begin_on_the_first"),
                ],
            },
        ),
        Guard("incidentmonth"),
        SeatsMayRead("missions_incident"),
        RunSqlFile("missions/sql/incident_months.sql"),
        DefinerFunctions("access.keep_incident_months()"),
        DefinerFunctions(
            "access.add_incident_months(access.incident_cell[])",
            "access.incident_cells_astray()",
            "access.mend_incident_months()",
            callers=(),
        ),
        migrations.RunSQL("SELECT access.mend_incident_months()", migrations.RunSQL.noop),
    ]
