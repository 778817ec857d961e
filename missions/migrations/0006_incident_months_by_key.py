"""The cells of incidents by month are found by their key, whatever the table held when the plan was made."""

from django.db import migrations, models

from pocplan.access.operations import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("missions", "0005_incident_months")]

    operations = [
        migrations.AlterField(
            model_name="incidentmonth",
            name="incidents",
            field=models.IntegerField(verbose_name="incidents"),
        ),
        migrations.AlterField(
            model_name="incidentmonth",
            name="killed",
            field=models.BigIntegerField(verbose_name="killed"),
        ),
        RunSqlFile("missions/sql/incident_months_by_key.sql"),
    ]
