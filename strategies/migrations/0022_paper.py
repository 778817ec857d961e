from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("strategies", "0021_due_diligence_case")]

    operations = [
        migrations.AddField(
            model_name="export",
            name="written_as",
            field=models.CharField(
                choices=[("word", "Word, with the comments"), ("pdf", "PDF, as a controlled document")],
                default="word",
                max_length=4,
            ),
        ),
        migrations.AddField(model_name="export", name="with_annexes", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="export", name="parts", field=models.JSONField(default=list)),
    ]
