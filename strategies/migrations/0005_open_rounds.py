"""The worker asks which rooms have an open round, and nothing else of them."""

from django.db import migrations

from pocplan.access.operations import DefinerFunctions, RunSqlFile, SeatsMayRead


class Migration(migrations.Migration):
    dependencies = [("strategies", "0004_rounds")]
    operations = [
        SeatsMayRead("strategies_round"),
        RunSqlFile("strategies/sql/open_rounds.sql"),
        DefinerFunctions("access.rooms_with_open_rounds()", callers=("worker",)),
    ]
