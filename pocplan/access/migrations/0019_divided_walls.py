"""The second wall of content divides the key by the width of a range, which costs the planner less than comparing."""

from django.db import migrations

from pocplan.access.operations import WallContentAnew


class Migration(migrations.Migration):
    dependencies = [("access", "0018_many_readers")]

    operations = [WallContentAnew()]
