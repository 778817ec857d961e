"""Reminders before the last day of an appointment; see sql/handovers.sql."""

from django.db import migrations

from pocplan.access.operations import DefinerFunctions, RunSqlFile


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0012_agencies"),
        ("notices", "0001_notices"),
        ("people", "0002_agencies"),
    ]

    operations = [
        RunSqlFile("pocplan/people/sql/handovers.sql"),
        DefinerFunctions("access.rooms_with_last_days()", "access.plan_handovers(jsonb, jsonb)", callers=("worker",)),
    ]
