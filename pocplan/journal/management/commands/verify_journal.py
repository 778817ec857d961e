from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections


class Command(BaseCommand):
    help = "Check every chain of the journal. Run as the auditor (POCPLAN_ROLE=auditor); reads ids and digests only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--heads", type=Path, help="also write the heads to this file, to keep elsewhere")
        parser.add_argument("--against", type=Path, help="also compare with heads that were kept")

    def handle(self, *args: Any, heads: Path | None, against: Path | None, **options: Any) -> None:
        alias = "auditor" if "auditor" in settings.DATABASES else "default"
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT compartment_id, sequence, fault FROM access.broken_links()")
            broken = cursor.fetchall()
            cursor.execute("SELECT room::text, sequence, digest FROM access.journal_heads()")
            now = [f"{room} {sequence} {digest}" for room, sequence, digest in cursor.fetchall()]
        if heads:
            heads.write_text("".join(f"{line}\n" for line in now), encoding="utf-8")
        for room, sequence, fault in broken:
            self.stderr.write(f"Room {room}, entry {sequence}: {fault}.")
        missing = _went_back(against, now) if against else []
        for line in missing:
            self.stderr.write(f"A kept head is newer than the journal: {line}")
        if broken or missing:
            raise CommandError(
                "The journal does not hold. Keep the database as it is and call the heads of both sides."
            )
        self.stdout.write(f"{len(now)} chains hold.")


def _went_back(kept: Path, now: list[str]) -> list[str]:
    """Kept heads that the journal has since fallen behind of; a chain only ever grows."""
    places = {line.split()[0]: int(line.split()[1]) for line in now}
    return [
        line
        for line in kept.read_text(encoding="utf-8").splitlines()
        if places.get(line.split()[0], -1) < int(line.split()[1])
        or (places[line.split()[0]] == int(line.split()[1]) and line not in now)
    ]
