"""Bodies of the host state by exception only; owners that close; the first head of a new body."""

from django.db import migrations, models

from pocplan.access.operations import RunSqlFile


class Migration(migrations.Migration):
    dependencies = [("access", "0004_personal_tokens")]

    operations = [
        migrations.AddField(
            model_name="seat",
            name="host_state_body",
            field=models.CharField(blank=True, db_default="", max_length=160),
        ),
        RunSqlFile("pocplan/access/sql/host_state.sql"),
    ]
