from django.db import migrations

from pocplan.access.operations import DefinerFunctions, RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        RunSqlFile("pocplan/journal/sql/heads_of_the_day.sql"),
        DefinerFunctions("access.heads_of_the_day()", callers=("worker",)),
    ]
