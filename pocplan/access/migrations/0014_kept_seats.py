"""The seats of a transaction are derived once and kept, signed, beside its binding; see sql/kept_seats.sql."""

from django.db import migrations

from pocplan.access.operations import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("access", "0013_civilian")]

    operations = [RunSqlFile("pocplan/access/sql/kept_seats.sql")]
