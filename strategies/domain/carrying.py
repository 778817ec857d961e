"""What goes over into a successor: rows as they were, and what is still open in the margin of the draft."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from pocplan.access.actor import Actor
from pocplan.access.gate import GuardedModel
from pocplan.access.ids import new_id
from strategies.models import Block, MarginComment, Section, Strategy
from strategies.queries.margin import open_threads
from strategies.queries.threads import Thread

Copied = TypeVar("Copied", bound=GuardedModel)
AS_IT_WAS, CHANGED = 1, 0  # of a passage that the comment is about: blocks of a successor begin with version 1


def copied(row: Copied, **changed: Any) -> Copied:
    """The same row under another id; what is not changed is as it was, lineage included."""
    fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    copy = type(row)(**{**fields, "id": new_id()})
    for name, value in changed.items():
        setattr(copy, name, value)
    return copy


def carry_open(actor: Actor, strategy: Strategy, into: Mapping[UUID, Section], blocks: Sequence[Block]) -> None:
    """The open threads of each section into the section made from it, with who said what and when.

    They find their words by the lineage of the block, which is that of the copy. What was settled stays behind,
    and so do what was taken back and what hangs on a section that was taken out. Nobody reads more for it: a
    successor lies in the room of the strategy before, and what lies in another room than the new section is
    not carried. Nobody is told a second time; who was named finds it on the first page as before.
    """
    versions = {str(block.lineage): block.version for block in blocks}
    heads: list[MarginComment] = []
    answers: list[MarginComment] = []
    for thread in open_threads(actor, strategy):
        section = into.get(thread.comment.section_id)
        if section is None or section.compartment_id != thread.comment.compartment_id:
            continue
        head, *rest = _carried(thread, section, versions)
        heads.append(head)
        answers.extend(rest)
    MarginComment.objects.bulk_create(heads)
    MarginComment.objects.bulk_create(answers)


def _carried(thread: Thread[MarginComment], section: Section, versions: Mapping[str, int]) -> Iterator[MarginComment]:
    first = thread.comment
    head = copied(first, section=section, passage_version=_standing(first, versions))
    yield head
    for answer in thread.answers:
        yield copied(answer, section=section, answers=head)


def _standing(comment: MarginComment, versions: Mapping[str, int]) -> int | None:
    """Whether the passage is as it was when it was commented, told by a version that its copy has or never has."""
    if comment.passage_version is None:
        return None
    is_as_it_was = versions.get(comment.anchor["block"]) == comment.passage_version
    return AS_IT_WAS if is_as_it_was else CHANGED
