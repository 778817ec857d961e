from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from missions.domain.incident_imports import (
    READING,
    STORING,
    begin_events,
    confirm_events,
    read_events,
    request_incident_import,
    store_events,
)
from missions.models import IncidentImport
from missions.queries.incident_imports import notes_of, reasons_of, report_of, said_once
from missions.queries.incident_rooms import rooms_to_keep_in
from pocplan.access.actor import Actor
from pocplan.access.binding import acting_as, as_account
from pocplan.access.errors import AccessError, Refused
from pocplan.access.queries.hats import hats_of_bound_account
from pocplan.accounts.models import User
from pocplan.jobs.files import folder, forget


class Command(BaseCommand):
    help = "Import a file of events as a person: says what becomes of each row. Runs as the worker."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--as", dest="account", required=True, help="account of the person who imports")
        parser.add_argument("--post", default="", help="title of the post, where the person has several")
        parser.add_argument("--room", default="mission", help="kind of room: mission, analysis, cluster …")
        parser.add_argument("--dry-run", action="store_true", help="read and report, and store nothing")
        parser.add_argument("--take-corrections", action="store_true", help="take the corrections that are offered")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with acting_as(_hat(options["account"], options["post"])) as actor:
                done = self._import(actor, options)
                for line in _report(actor, done):
                    self.stdout.write(line)
        except (Refused, AccessError, OSError, User.DoesNotExist) as error:
            raise CommandError(str(error)) from error

    def _import(self, actor: Actor, options: dict[str, Any]) -> IncidentImport:
        room = next((one for one in rooms_to_keep_in(actor) if one.audience == options["room"]), None)
        if room is None:
            raise CommandError(_("This person writes in no such room."))
        with options["file"].open("rb") as file:
            row = request_incident_import(actor=actor, room=room, upload=File(file, name=options["file"].name))
        path = folder() / row.stored_as
        try:
            return self._steps(actor, row, path, options)
        finally:
            forget(path)

    def _steps(self, actor: Actor, row: IncidentImport, path: Path, options: dict[str, Any]) -> IncidentImport:
        begin_events(actor=actor, import_id=row.pk, step=READING)
        row = read_events(actor=actor, import_id=row.pk, path=path)
        if options["dry_run"]:
            return row
        confirm_events(actor=actor, import_id=row.pk, takes_offers=options["take_corrections"])
        begin_events(actor=actor, import_id=row.pk, step=STORING)
        return store_events(actor=actor, import_id=row.pk, path=path)


def _hat(account: str, post: str) -> Any:
    with as_account(User.objects.get(username=account).pk):
        hats = [hat for hat in hats_of_bound_account("en") if post.lower() in hat.title.lower()]
    if len(hats) != 1:
        raise CommandError(_("Name one post of this person: %(titles)s") % {
            "titles": ", ".join(hat.title for hat in hats)})  # fmt: skip
    return hats[0].incumbency_id


def _report(actor: Actor, row: IncidentImport) -> Iterator[str]:
    yield from notes_of(row)
    for line in report_of(actor, row).iterator():
        where = f"{line.column}: {line.cell}" if line.column else line.cell
        yield f"{line.row or '–'}\t{line.get_verdict_display()}\t{line.get_reason_display()}\t{where}"
    once = said_once(row)
    yield from (f"{reason.label} {rows}" for reason, rows in reasons_of(row) if reason in once)
    yield ", ".join(f"{name}: {count}" for name, count in sorted(row.counts.items()))
