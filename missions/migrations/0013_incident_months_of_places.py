"""Incidents by month are counted by province and no longer by kind, which no question asked for."""

from django.db import migrations, models

from pocplan.access.operations import DefinerFunctions, RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("missions", "0012_texts_left_out")]

    operations = [
        # No incident comes or goes until all of them are counted again.
        migrations.RunSQL(
            "LOCK TABLE missions_incident IN SHARE MODE; TRUNCATE missions_incidentmonth", migrations.RunSQL.noop
        ),
        migrations.RemoveConstraint("incidentmonth", "incident_month_once"),
        migrations.AlterModelOptions(
            "incidentmonth", {"ordering": ["-month", "id"], "verbose_name": "incidents of a month"}
        ),
        migrations.RemoveField("incidentmonth", "kind"),
        migrations.AddConstraint(
            "incidentmonth",
            models.UniqueConstraint(
                fields=("compartment", "month", "is_of_year", "admin1_ref"),
                name="incident_month_once",
                nulls_distinct=False,
            ),
        ),
        RunSqlFile("missions/sql/incident_months_of_places.sql"),
        DefinerFunctions(
            "access.add_incident_months(access.incident_cell[])",
            "access.incident_cells_astray()",
            "access.mend_incident_months()",
            callers=(),
        ),
        migrations.RunSQL("SELECT access.mend_incident_months()", migrations.RunSQL.noop),
    ]
