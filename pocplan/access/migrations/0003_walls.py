"""Functions, policies and grants: the walls go up with the tables."""

from django.db import migrations

from pocplan.access.operations import Guard, RunSqlFile, SeatsMayRead, SecondWall


class Migration(migrations.Migration):
    dependencies = [("access", "0002_initial"), ("accounts", "0002_sign_in_limits")]
    operations = [
        migrations.RunSQL("CREATE SCHEMA access", "DROP SCHEMA access CASCADE"),
        RunSqlFile("pocplan/access/sql/binding.sql"),
        RunSqlFile("pocplan/access/sql/rooms.sql"),
        RunSqlFile("pocplan/access/sql/walls.sql"),
        SecondWall("access_compartment", "id"),
        SecondWall("access_seat"),
        SecondWall("access_addressing"),
        Guard("post"),
        Guard("person"),
        Guard("incumbency"),
        SeatsMayRead("access_post"),
        SeatsMayRead("access_person"),
        SeatsMayRead("access_incumbency"),
    ]
