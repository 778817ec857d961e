from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("strategies", "0019_picture")]

    operations = [
        migrations.AddField(
            model_name="keptwording",
            name="decided_by",
            field=models.CharField(
                blank=True,
                choices=[("force_commander", "Force Commander"), ("head_of_mission", "Head of Mission")],
                editable=False,
                max_length=20,
                default="",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="keptwording",
            name="opinion",
            field=models.TextField(blank=True, editable=False, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="keptwording",
            name="until",
            field=models.DateField(editable=False, null=True),
        ),
    ]
