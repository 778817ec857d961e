from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections, transaction


class Command(BaseCommand):
    help = "Compare the incidents of each month as they were counted with the rows, and mend. Run as the owner."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="mend nothing; end with 1 where a cell differs")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        alias = "owner" if "owner" in settings.DATABASES else "default"
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            # No incident comes or goes between counting and mending.
            cursor.execute("LOCK TABLE missions_incident IN SHARE MODE")
            cursor.execute(
                "SELECT count(*) FROM access.incident_cells_astray()"
                if check
                else "SELECT access.mend_incident_months()"
            )
            astray = cursor.fetchone()[0]
        if check and astray:
            raise CommandError(f"Cells that differ from the rows: {astray}. Run it again without --check.")
        self.stdout.write("Every cell equals its rows." if check else f"Cells put right: {astray}.")
