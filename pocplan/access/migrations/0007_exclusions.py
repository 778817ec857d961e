"""Posts that one person does not hold at the same time; see sql/exclusions.sql."""

from django.db import migrations

from pocplan.access.operations import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("access", "0006_hold_posts")]

    operations = [RunSqlFile("pocplan/access/sql/exclusions.sql")]
