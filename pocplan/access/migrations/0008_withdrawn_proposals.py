"""A proposal can be taken back, and then nobody confirms it."""

from django.db import migrations, models

from pocplan.access.operations import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("access", "0007_exclusions")]

    operations = [
        migrations.AddField("incumbency", "withdrawn_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddConstraint(
            "incumbency",
            models.CheckConstraint(
                condition=models.Q(("withdrawn_at__isnull", True), ("confirmed_at__isnull", True), _connector="OR"),
                name="withdrawn_seats_nobody",
            ),
        ),
        RunSqlFile("pocplan/access/sql/withdrawn.sql"),
    ]
