"""A proposal that its author takes back needs no reason."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0018_many_readers"),
        ("strategies", "0025_proposals"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="proposal",
            name="proposal_answer_has_a_reason",
        ),
        migrations.AlterField(
            model_name="proposal",
            name="word",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Waits for an answer"),
                    ("accepted", "Accepted"),
                    ("not_accepted", "Not accepted"),
                    ("taken_back", "Taken back"),
                ],
                max_length=12,
                verbose_name="answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("word__in", ("", "taken_back")), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="proposal_answer_has_a_reason",
            ),
        ),
    ]
