"""From events to rows: what is new, what a newer edition changes, what is double; and writing them, many at a time."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from missions.domain.incident_places import Places, ask_names, name_of
from missions.domain.seen import Seen
from missions.enums.incidents import OFFERED, Reason, TextState, Verdict
from missions.intake.events import Event
from missions.intake.texts import seems_to_name_a_person
from missions.models import Attribution, HeldText, Incident
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.domain.bulk import Meanwhile, add_rows, packed_rows
from pocplan.access.ids import new_id

# Each statement touches nearly every month of its room, and a cell that one transaction changes often is found ever
# more slowly: few large batches, of which a worker holds two.
BATCH = 20_000
PLAIN = (
    "kind", "kind_said", "actor_said", "place_said", "precision", "longitude", "latitude", "killed", "killed_low",
    "killed_high", "civilians_killed", "injured", "abducted", "other_harmed", "women", "men", "minors", "text",
    "state_said", "happened_on", "happened_until", "day_precision",
)  # fmt: skip
FOUND = ("country", "admin1_ref", "admin2_ref", "name_ref")
_values = attrgetter(*PLAIN)
CORRECTED = "\x1fcorrected"
COLUMNS = ("id", "source", "reference", "digest", "imported_id", *FOUND, *PLAIN)


@dataclass
class Judged:
    """An event, what becomes of it, and the row that it changes."""

    event: Event
    verdict: str
    digest: str = ""
    corrected: str = ""  # what the digest would be, had the offered corrections been taken
    found: tuple[Any, ...] = ()
    held: str = ""
    stored: UUID | None = None
    same_as: UUID | None = None  # the row that says the same already


Pairs = list[tuple[UUID, Judged]]


@dataclass
class Intake:
    """One reading of one file into one room."""

    actor: Actor
    room_id: int
    narrow_id: int | None
    source: str
    import_id: UUID
    places: Places
    today: date
    takes_offers: bool = False
    seen: Seen = field(default_factory=Seen)
    counts: Counter[str] = field(default_factory=Counter)
    meanwhile: Meanwhile = field(default_factory=Meanwhile)
    names_asked: int = 0
    is_first: bool = field(init=False)

    def __post_init__(self) -> None:
        # A set that never came here before need not be compared; without statistics the planner would walk it whole.
        self.is_first = not self.rows().exists()

    def batches(self, events: Iterable[Event]) -> Iterator[list[Judged]]:
        """The events in handfuls, each with its verdict."""
        events = iter(events)
        while batch := list(islice(events, BATCH)):
            judged = [self._prepared(event) for event in batch]
            self._ask_names()
            self.seen.refuse([one.event.reference for one in judged if one.verdict == Verdict.REFUSED])
            self._compare([one for one in judged if one.verdict != Verdict.REFUSED])
            for one in judged:
                self.counts[one.verdict] += 1
                self.counts["held"] += bool(one.held)
            yield judged

    def _ask_names(self) -> None:
        if len(self.places.asked) > self.names_asked:
            self.meanwhile.wait()
            ask_names(self.room_id, self.places)
            self.names_asked = len(self.places.asked)

    def _prepared(self, event: Event) -> Judged:
        said = _said(event)  # what the source said, before we leave anything out
        place = self.places.locate(event)
        _check_days(event, self.today)
        if not event.reference:
            event.say(Reason.NO_REFERENCE)
        if event.is_refused:
            return Judged(event, Verdict.REFUSED)
        self.places.check_point(event, place.country, self.takes_offers)
        if event.attribution and self.narrow_id is None:
            event.say(Reason.LEFT_OUT, "source")
            event.attribution = ""
        found = (place.country, place.admin1, place.admin2, place)
        return Judged(event, Verdict.NEW, *self._digests(event, said), found, self._held(event))

    def _digests(self, event: Event, said: str) -> tuple[str, str]:
        """Of the row as it is stored, and as it may be stored already: with corrections that are not taken now."""
        if not any(reason in OFFERED for reason, _column, _cell in event.remarks):
            return _digest(said), ""
        corrected = _digest(said + CORRECTED)
        return (corrected, "") if self.takes_offers else (_digest(said), corrected)

    def _held(self, event: Event) -> str:
        text = event.text
        if not text or not seems_to_name_a_person(text):
            return ""
        event.say(Reason.HELD if self.narrow_id is not None else Reason.LEFT_TEXT, "text")
        event.text = ""
        return text if self.narrow_id is not None else ""

    def _compare(self, batch: list[Judged]) -> None:
        """With the rows of this room, and with the rows above in the file."""
        stored = {} if self.is_first else self._stored([one.event.reference for one in batch])
        above = self.seen.look([(one.event.reference, one.digest) for one in batch])
        for one, former in zip(batch, above, strict=True):
            known = stored.get(one.event.reference)
            if former:
                same = former == one.digest
                one.verdict = Verdict.DOUBLE if same else Verdict.REFUSED
                one.event.say(Reason.SAID_TWICE if same else Reason.OTHER_ROW, "", one.event.reference)
            elif known and known[1] in (one.digest, one.corrected):
                one.verdict, one.same_as = Verdict.SAME, known[0]
            elif known:
                one.verdict, one.stored = Verdict.CHANGED, known[0]
        self._say_changes({one.stored: one for one in batch if one.stored is not None})

    def _say_changes(self, changed: dict[UUID, Judged]) -> None:
        """Field by field, from what to what; of a text that it changed, and nothing of who reported."""
        rows = self.rows().filter(pk__any=list(changed)).values_list("pk", *PLAIN) if changed else ()
        for pk, *before in rows:
            event = changed[pk].event
            pairs = zip(PLAIN, before, _values(event), strict=True)
            found = [(name, was, says) for name, was, says in pairs if was != says]
            for name, was, says in found:
                label = str(getattr(Incident._meta.get_field(name), "verbose_name", name))
                event.say(Reason.CHANGES, label, "" if name == "text" else f"{_shown(was)} → {_shown(says)}")
            if not found:
                event.say(Reason.CHANGES)

    def rows(self) -> QuerySet[Incident]:
        """What this room holds of this source."""
        return Incident.objects.visible_in(self.actor, self.room_id).filter(source=self.source)

    def _stored(self, references: list[str]) -> dict[str, tuple[UUID, str]]:
        self.meanwhile.wait()
        rows = self.rows().filter(reference__any=references)
        return {reference: (pk, digest) for pk, reference, digest in rows.values_list("pk", "reference", "digest")}

    def write(self, batch: list[Judged]) -> None:
        """Store what is new and what changed; what is new goes in while the next rows are read.

        Nothing here asks the connection before it has waited for the rows above.
        """
        fresh = [(new_id(), one) for one in batch if one.verdict == Verdict.NEW]
        changed = [(one.stored, one) for one in batch if one.stored is not None]
        for pk, one in changed:
            values = {"digest": one.digest, **self._values(one)}
            Incident.objects.visible_to(self.actor).filter(pk=pk).update(imported_id=self.import_id, **values)
        self._write_narrow(fresh, changed, [(one.same_as, one) for one in batch if one.same_as is not None])
        rows = (self._cells(pk, one) for pk, one in fresh)
        self.meanwhile.start(packed_rows(Incident, self.room_id, COLUMNS, rows))

    def _values(self, one: Judged) -> dict[str, Any]:
        country, admin1, admin2, place = one.found
        found = dict(zip(FOUND, (country, admin1, admin2, name_of(self.places, place)), strict=True))
        return {**found, **dict(zip(PLAIN, _values(one.event), strict=True))}

    def _cells(self, pk: UUID, one: Judged) -> list[str | None]:
        event, (country, admin1, admin2, place) = one.event, one.found
        name = name_of(self.places, place)
        cells = [str(pk), self.source, event.reference, one.digest, str(self.import_id), country, _cell(admin1),
                 _cell(admin2), _cell(name)]  # fmt: skip
        return cells + [None if value is None else str(value) for value in _values(event)]

    def _write_narrow(self, fresh: Pairs, changed: Pairs, same: Pairs) -> None:
        """Attributions, and texts held back; those of a former edition give way to the new one.

        Also of rows that stay as they are, where somebody without a narrower room had to leave them out.
        """
        if self.narrow_id is None:
            return
        attributed = self._renewed(Attribution, changed, lambda one: {"words": one.event.attribution})
        said = [(pk, one) for pk, one in (*fresh, *changed) if one.event.attribution and pk not in attributed]
        said += self._lacking(Attribution, [(pk, one) for pk, one in same if one.event.attribution])
        there = self._renewed(HeldText, changed, _held_again)
        held = [(pk, one) for pk, one in (*fresh, *changed) if one.held and pk not in there]
        held += self._unseen(self._lacking(HeldText, [(pk, one) for pk, one in same if one.held]))
        if not said and not held:
            return
        self.meanwhile.wait()
        add_rows(Attribution, self.narrow_id, ("id", "incident_ref", "words"),
                 ([str(new_id()), str(pk), one.event.attribution] for pk, one in said))  # fmt: skip
        moment = now()
        HeldText.objects.bulk_create(
            HeldText(compartment_id=self.narrow_id, incident_ref=pk, text=one.held, held_at=moment) for pk, one in held
        )

    def _lacking(self, model: Any, same: Pairs) -> Pairs:
        """Those of which nothing was kept in the narrow room yet."""
        if not same:
            return []
        rows = model.objects.visible_in(self.actor, self.narrow_id).filter(incident_ref__any=[pk for pk, _one in same])
        there = set(rows.values_list("incident_ref", flat=True))
        return [(pk, one) for pk, one in same if pk not in there]

    def _unseen(self, held: Pairs) -> Pairs:
        """Those whose text nobody settled: what was looked at, in whichever room, is not held again."""
        if not held:
            return []
        rows = self.rows().filter(pk__any=[pk for pk, _one in held], text="")
        empty = set(rows.values_list("pk", flat=True))
        return [(pk, one) for pk, one in held if pk in empty]

    def _renewed(self, model: Any, changed: Pairs, values: Any) -> set[UUID]:
        """Write what changed rows say now where something was kept of them; which ones these are."""
        keys = [pk for pk, _one in changed]
        if not keys:
            return set()
        rows = model.objects.visible_in(self.actor, self.narrow_id)
        there = set(rows.filter(incident_ref__any=keys).values_list("incident_ref", flat=True))
        for pk, one in changed:
            if pk in there:
                rows.filter(incident_ref=pk).update(**values(one))
        return there


def _held_again(one: Judged) -> dict[str, Any]:
    return {"text": one.held, "state": TextState.HELD if one.held else TextState.DROPPED}


def _check_days(event: Event, today: date) -> None:
    if event.happened_on is None:
        if not event.is_refused:
            event.say(Reason.NO_DAY)
        return
    if event.happened_on > today:
        event.say(Reason.FUTURE, "", event.happened_on.isoformat())
    if event.happened_until and event.happened_until < event.happened_on:
        event.say(Reason.ENDS_FIRST, "", event.happened_until.isoformat())


def _shown(value: Any) -> str:
    return "–" if value in (None, "") else str(value)[:50]


def _cell(value: Any) -> str | None:
    return None if value is None else str(value)


def _said(event: Event) -> str:
    return "\x1f".join(map(str, (*_values(event), *event.country, event.admin1, event.admin2, event.attribution)))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
