"""The second walls without an OR, but for tables that are counted; see ADR 1."""

from django.db import migrations

from pocplan.access.operations import WallsAsWritten


class Migration(migrations.Migration):
    dependencies = [("access", "0018_many_readers")]

    operations = [WallsAsWritten()]
