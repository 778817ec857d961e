"""The worker asks which rooms have a Word file waiting, and nothing else of them."""

from django.db import migrations

from pocplan.access.operations import DefinerFunctions, RunSqlFile, SeatsMayRead


class Migration(migrations.Migration):
    dependencies = [("strategies", "0005_open_rounds")]
    operations = [
        SeatsMayRead("strategies_wordimport"),
        RunSqlFile("strategies/sql/waiting_imports.sql"),
        DefinerFunctions("access.rooms_with_waiting_imports()", callers=("worker",)),
    ]
