from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError
from django.utils.translation import gettext as _

from missions.domain.known import Line, Outcome, take_in
from pocplan.access.errors import Refused


class Command(BaseCommand):
    help = "Take in the published table of UN missions (CSV) and say what was done with each row. Runs as the owner."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        lines = self._take_in(file)
        for line in lines:
            self.stdout.write(_in_words(line))
        counts = Counter(line.outcome for line in lines)
        self.stdout.write(", ".join(f"{counts[outcome]} {outcome.label}" for outcome in Outcome))

    def _take_in(self, file: Path) -> list[Line]:
        try:
            return take_in(file.read_bytes())
        except OSError as error:
            raise CommandError(_("The file cannot be read: %(why)s.") % {"why": error.strerror}) from error
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except ProgrammingError as error:
            raise CommandError(_("Only the owner's role writes this list: set POCPLAN_ROLE=owner.")) from error


def _in_words(line: Line) -> str:
    head = _("row %(row)s  %(outcome)s  %(label)s") % {
        "row": line.row,
        "outcome": line.outcome.label,
        "label": line.label,
    }
    reason = f"  {line.column}: {line.reason}" if line.column else f"  {line.reason}" if line.reason else ""
    return head + reason + "".join(f"\n    {note}" for note in line.notes)
