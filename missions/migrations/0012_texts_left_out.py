"""A text that nobody may hold back is left out for a reason of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("missions", "0011_import_tally"),
    ]

    operations = [
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
                    (
                        "left_text",
                        "Left out: the text seems to name a person, and nobody here may hold it back for a look.",
                    ),
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
    ]
