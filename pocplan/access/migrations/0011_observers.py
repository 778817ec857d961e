"""An observer reads no names of the cluster's people but its own; see sql/observers.sql."""

from django.db import migrations

from pocplan.access.operations import DefinerFunctions, RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("access", "0010_planned_once")]

    operations = [
        RunSqlFile("pocplan/access/sql/observers.sql"),
        DefinerFunctions("access.sees_directory()"),
    ]
