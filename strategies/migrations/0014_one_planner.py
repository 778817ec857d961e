from django.db import migrations

from pocplan.access.operations import DefinerFunctions, RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("strategies", "0013_asked_again")]

    operations = [
        RunSqlFile("strategies/sql/one_planner.sql"),
        DefinerFunctions("access.take_turn()", callers=("worker",)),
    ]
