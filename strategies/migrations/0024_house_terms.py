"""Words of the domain that a room keeps of its own."""

import django.db.models.deletion
from django.db import migrations, models

import pocplan.access.ids
from pocplan.access.operations import Guard


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0018_many_readers"),
        ("strategies", "0023_indicators"),
    ]

    operations = [
        migrations.CreateModel(
            name="HouseTerm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=pocplan.access.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("word_en", models.CharField(blank=True, max_length=120, verbose_name="word in English")),
                ("told_en", models.CharField(blank=True, max_length=1000, verbose_name="what it means, in English")),
                ("word_fr", models.CharField(blank=True, max_length=120, verbose_name="word in French")),
                ("told_fr", models.CharField(blank=True, max_length=1000, verbose_name="what it means, in French")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="what it rests on")),
                ("seen_en", models.TextField(blank=True, verbose_name="met in English texts as")),
                ("seen_fr", models.TextField(blank=True, verbose_name="met in French texts as")),
                ("avoid_en", models.TextField(blank=True, verbose_name="not to be used for it in English")),
                ("avoid_fr", models.TextField(blank=True, verbose_name="not to be used for it in French")),
                ("replaces", models.CharField(blank=True, max_length=40, verbose_name="in place of")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("changed_at", models.DateTimeField(editable=False)),
                ("changed_by_post_title", models.CharField(editable=False, max_length=160)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                (
                    "compartment",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.compartment",
                    ),
                ),
            ],
            options={
                "verbose_name": "term of a room",
                "ordering": ["compartment", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("withdrawn_at", None)), fields=["compartment"], name="terms_of_a_room"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None), models.Q(("replaces", ""), _negated=True)),
                        fields=("compartment", "replaces"),
                        name="term_replaced_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("word_en", ""), _negated=True),
                            models.Q(("word_fr", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="term_has_a_word",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("word_en", ""), models.Q(("told_en", ""), _negated=True), _connector="OR"),
                            models.Q(("word_fr", ""), models.Q(("told_fr", ""), _negated=True), _connector="OR"),
                        ),
                        name="term_word_has_a_meaning",
                    ),
                ],
            },
        ),
        Guard("houseterm"),
    ]
