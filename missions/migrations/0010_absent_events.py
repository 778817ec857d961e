"""A line of a report may be of an event that we hold and a newer file leaves out: it has no row."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("missions", "0009_kinds_of_incidents"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="importline",
            options={"ordering": ["row", "reason", "cell", "id"], "verbose_name": "line of a report"},
        ),
        migrations.AlterField(
            model_name="importline",
            name="reason",
            field=models.CharField(
                choices=[
                    ("no_reference", "It has no reference of its own."),
                    ("no_day", "It has no year."),
                    ("bad_day", "This is not a day."),
                    ("month_first", "This reads with the month first; write the day first, or as 2026-03-14."),
                    ("future", "This day lies in the future."),
                    ("ends_first", "It ends before it starts."),
                    ("no_country", "Its country is not known."),
                    ("bad_number", "This is not a count."),
                    ("other_row", "Another row has this reference and says something else."),
                    ("said_twice", "Another row says exactly the same."),
                    ("broken", "This row is broken."),
                    ("partial_day", "The day is known in part and stays so."),
                    ("mended", "Doubly encoded letters were mended."),
                    ("held", "The text seems to name a person and is held back for a look."),
                    ("left_out", "Left out: nobody here may keep it in a narrower room."),
                    ("place_asked", "The gazetteer does not settle this name; a person decides."),
                    ("decimal_comma", "Coordinates with a decimal comma: a correction is offered."),
                    ("swapped", "Latitude and longitude seem swapped: a correction is offered."),
                    ("off_country", "The point lies outside the country and was left out."),
                    ("bad_point", "This is not a point on earth; it was left out."),
                    ("changes", "A newer edition says otherwise."),
                    ("absent", "No longer in this edition; what is kept of it stays."),
                ],
                max_length=16,
                verbose_name="reason",
            ),
        ),
        migrations.AlterField(
            model_name="importline",
            name="row",
            field=models.PositiveIntegerField(null=True, verbose_name="row"),
        ),
        migrations.AlterField(
            model_name="importline",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("new", "new"),
                    ("changed", "changed"),
                    ("same", "unchanged"),
                    ("double", "double"),
                    ("refused", "refused"),
                    ("absent", "not in it any more"),
                ],
                max_length=8,
                verbose_name="verdict",
            ),
        ),
    ]
