"""Tables of content are kept out of the directories, and their walls are spared the comparisons with them."""

from django.db import migrations

from pocplan.access.operations import SpareContentTheDirectories


class Migration(migrations.Migration):
    dependencies = [("access", "0015_observers_posts")]

    operations = [SpareContentTheDirectories()]
