"""The operation, the person and the reach of who acts are kept with the seats; see sql/kept_standing.sql."""

from django.db import migrations

from pocplan.access.operations import DefinerFunctions, RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("access", "0019_divided_walls")]

    operations = [
        RunSqlFile("pocplan/access/sql/kept_standing.sql"),
        RunSqlFile("pocplan/access/sql/observers_held_posts.sql"),
        DefinerFunctions("access.held_posts()"),
    ]
