"""An observer reads no posts of the cluster but its own; see sql/observers_posts.sql."""

from django.db import migrations

from pocplan.access.operations import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("access", "0014_kept_seats")]

    operations = [RunSqlFile("pocplan/access/sql/observers_posts.sql")]
