"""Who reads a room is asked of those who could; see sql/readers.sql."""

from django.db import migrations

from pocplan.access.operations import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("access", "0016_content_outside_directories")]

    operations = [RunSqlFile("pocplan/access/sql/readers.sql")]
