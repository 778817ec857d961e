"""The seats are asked with plans that are kept; see sql/planned_once.sql."""

from django.db import migrations

from pocplan.access.operations import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("access", "0009_discreet")]

    operations = [RunSqlFile("pocplan/access/sql/planned_once.sql")]
