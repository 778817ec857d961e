"""Posts and persons stay what heads agreed to; see sql/hold_posts.sql."""

from django.db import migrations

from pocplan.access.operations import DefinerFunctions, RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("access", "0005_host_state")]

    operations = [
        RunSqlFile("pocplan/access/sql/hold_posts.sql"),
        DefinerFunctions("access.hold_posts()", "access.hold_people()"),
        DefinerFunctions("access.demand_directory(int, uuid)", callers=()),
    ]
