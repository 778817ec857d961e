"""The worker asks which rooms have a file of events waiting, and nothing else of them."""

from django.db import migrations, models

from pocplan.access.operations import DefinerFunctions, RunSqlFile, SeatsMayRead


class Migration(migrations.Migration):
    dependencies = [("missions", "0003_incidents")]
    operations = [
        migrations.AddIndex(
            model_name="incidentimport",
            index=models.Index(fields=["state", "touched_at"], name="event_imports_waiting"),
        ),
        SeatsMayRead("missions_incidentimport"),
        RunSqlFile("missions/sql/waiting_events.sql"),
        DefinerFunctions("access.rooms_with_waiting_events()", callers=("worker",)),
    ]
