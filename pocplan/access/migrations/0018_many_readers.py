"""Who reads a room of very many people is derived by kinds of posts; see sql/many_readers.sql."""

from django.db import migrations

from pocplan.access.operations import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("access", "0017_likely_readers")]

    operations = [RunSqlFile("pocplan/access/sql/many_readers.sql")]
