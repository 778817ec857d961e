"""Reminders of actions and decisions past their day, up the chain of posts; see sql/reminders.sql."""

from django.db import migrations

from pocplan.access.operations import DefinerFunctions, RunSqlFile, SeatsMayRead


class Migration(migrations.Migration):
    dependencies = [
        ("bodies", "0001_bodies"),
        ("notices", "0001_notices"),
        ("strategies", "0008_reviews"),
    ]

    operations = [
        *(SeatsMayRead(f"bodies_{table}") for table in ("action", "decision", "decisionend")),
        RunSqlFile("bodies/sql/reminders.sql"),
        DefinerFunctions("access.rooms_with_dues()", "access.plan_dues(jsonb)", callers=("worker",)),
    ]
