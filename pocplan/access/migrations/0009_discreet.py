"""Shared rooms whose guests do not learn of each other; see sql/discreet.sql."""

from django.db import migrations, models

from pocplan.access.operations import DefinerFunctions, RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("access", "0008_withdrawn_proposals")]

    operations = [
        migrations.AddField("compartment", "discreet", models.BooleanField(default=False, db_default=False)),
        RunSqlFile("pocplan/access/sql/discreet.sql"),
        DefinerFunctions("access.keep_discreet(int)", "access.may_learn_of(int, uuid)"),
    ]
