"""Reading the journal of one's own rooms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.models import Compartment, Owner, Person, Post
from pocplan.access.queries.rooms import rooms
from pocplan.journal.models import Entry
from pocplan.journal.words import act_in_words


def entries_for(actor: Actor, room: int | None = None) -> QuerySet[Entry]:
    """What was done in the rooms the actor reads, the latest first; `room` narrows to one."""
    rows = Entry.objects.visible_to(actor).order_by("-at", "-sequence", "id")
    return rows if room is None else rows.filter(compartment_id=room)


def entries_about(actor: Actor, subject_id: UUID) -> QuerySet[Entry]:
    """What was done to one row, the latest first."""
    return entries_for(actor).filter(subject_id=subject_id)


def acts_lately(actor: Actor, room: int, verb: str) -> int:
    """How often this person did it within the last hour, of what is on record in this room."""
    rows = Entry.objects.visible_in(actor, room).filter(person_id=actor.person_id, verb=verb)
    return rows.filter(at__gt=now() - timedelta(hours=1)).count()


@dataclass(frozen=True)
class Told:
    """An entry in the reader's words: who, by post and person on one's own side and as a body across the wall."""

    entry: Entry
    room: Compartment
    act: str
    what: str
    who: str


def worded(actor: Actor, entries: Iterable[Entry], language: str = "en") -> list[Told]:
    """The rows of a page, with four queries for all of them."""
    rows = list(entries)
    places = rooms(actor)
    posts = Post.objects.visible_to(actor).in_bulk({row.post_id for row in rows if row.post_id})
    people = Person.objects.visible_to(actor).in_bulk({row.person_id for row in rows if row.person_id})
    owners = Owner.objects.in_bulk({row.owner_id for row in rows if row.owner_id})
    title = "title_fr" if language.startswith("fr") else "title_en"

    def who(row: Entry) -> str:
        post, person = posts.get(row.post_id), people.get(row.person_id)  # type: ignore[arg-type]
        named = [getattr(post, title) if post else "", person.name if person else ""]
        owner = owners.get(row.owner_id)  # type: ignore[arg-type]
        return ", ".join(filter(None, named)) or (owner.name if owner else row.purpose)

    return [
        Told(row, places[row.compartment_id], str(act_in_words(row.verb)), _kind(row.kind), who(row)) for row in rows
    ]


def _kind(name: str) -> str:
    """What a kind of row is called; kinds are names of models."""
    found = (model for model in apps.get_models() if model._meta.model_name == name)
    model = next(found, None)
    return str(model._meta.verbose_name) if model else name
