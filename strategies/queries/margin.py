"""Comments in the margin of a draft, for whoever reads the draft: beside their passages, and as a list."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from pocplan.access.actor import Actor
from strategies.documents.anchors import FUZZY, LOST, Anchor, Found, find_in
from strategies.documents.clean import plain
from strategies.models import Block, MarginComment, Section, Strategy
from strategies.queries.threads import MINE, OPEN, Thread, threads

STANDS, CHANGED, GONE = "", "changed", "gone"
ALL = "all"


@dataclass(frozen=True)
class Noted:
    """A thread, the passage that it stands beside now, and what became of the words that it is about.

    It was carried from the strategy before where it was said before this one began.
    """

    thread: Thread[MarginComment]
    block: Block | None
    standing: str
    carried: bool


def comments_beside(actor: Actor, section: Section, blocks: Sequence[Block]) -> dict[UUID | None, list[Noted]]:
    """Open threads by the block they stand beside now, of all `blocks` of the section; in one query.

    Under None: what is said of the whole section, and what lost its passage.
    """
    rows = MarginComment.objects.visible_to(actor).filter(section=section, settled_at=None)
    found: dict[UUID | None, list[Noted]] = defaultdict(list)
    for one in _noted([one for one in threads(rows) if _says_something(one)], blocks, section.strategy):
        found[one.block.pk if one.block else None].append(one)
    return dict(found)


def open_threads(actor: Actor, strategy: Strategy) -> list[Thread[MarginComment]]:
    """What is still open beside a draft, in the order in which it began; in one query."""
    rows = MarginComment.objects.visible_to(actor).filter(section__strategy=strategy, settled_at=None)
    return [one for one in threads(rows) if _says_something(one)]


def _says_something(thread: Thread[MarginComment]) -> bool:
    """What was taken back stays as the head of what was answered to it, and alone it is gone."""
    thread.answers = [one for one in thread.answers if one.withdrawn_at is None]
    return thread.comment.withdrawn_at is None or bool(thread.answers)


def comment_for(actor: Actor, comment_id: UUID) -> MarginComment:
    """With its section and strategy. Raises MarginComment.DoesNotExist alike for hidden and absent."""
    return MarginComment.objects.visible_to(actor).select_related("section__strategy", "answers").get(pk=comment_id)


def comments_listed(
    actor: Actor, strategy: Strategy, show: str, section: UUID | None = None
) -> QuerySet[MarginComment]:
    """What began the threads of a strategy, the newest first: all, those still open, or those of the actor's post."""
    rows = _begun(actor, strategy)
    rows = rows.filter(section=section) if section else rows
    rows = rows.filter(_of(actor)[show]) if show in (MINE, OPEN) else rows
    return rows.select_related("section").order_by("-at", "id")


def counts(actor: Actor, strategy: Strategy) -> dict[str, int]:
    """How many threads there are to each word that `comments_listed` knows. In one query."""
    asked = {word: Count("pk", filter=which) for word, which in _of(actor).items()}
    return _begun(actor, strategy).order_by().aggregate(**asked)


def strategies_asking(actor: Actor, post: UUID, stages: Iterable[str]) -> list[tuple[UUID, str, int]]:
    """Drafts at these stages, with their titles, and in how many open threads a post was named and said nothing since.

    In one query.
    """
    thread = Coalesce(OuterRef("answers"), OuterRef("pk"))
    since = MarginComment.objects.visible_to(actor).filter(answers=thread, post_id=post, at__gt=OuterRef("at"))
    rows = MarginComment.objects.visible_to(actor).filter(settled_at=None, told__contains=[{"post_id": str(post)}])
    rows = rows.exclude(told=[]).filter(
        ~Exists(since), withdrawn_at=None, section__strategy__stage__in=stages, section__withdrawn_at=None
    )
    strategy = "section__strategy"
    threads_asking = Count(Coalesce("answers", "pk"), distinct=True)
    counted = rows.order_by().values(strategy, f"{strategy}__title").annotate(waiting=threads_asking)
    return list(counted.order_by(f"{strategy}__title", strategy).values_list(strategy, f"{strategy}__title", "waiting"))


def _begun(actor: Actor, strategy: Strategy) -> QuerySet[MarginComment]:
    rows = MarginComment.objects.visible_to(actor).filter(section__strategy=strategy, answers=None)
    return rows.filter(Q(withdrawn_at=None) | Q(Exists(_answers(actor))))


def _answers(actor: Actor) -> QuerySet[MarginComment]:
    return MarginComment.objects.visible_to(actor).filter(answers=OuterRef("pk"), withdrawn_at=None)


def _of(actor: Actor) -> dict[str, Q]:
    """Mine: the actor's post said something there, or was named."""
    answered = _answers(actor).filter(post_id=actor.post_id)
    named = _answers(actor).filter(told__contains=_named(actor))
    mine = Q(post_id=actor.post_id) | Q(told__contains=_named(actor)) | Q(Exists(answered)) | Q(Exists(named))
    return {MINE: mine, OPEN: Q(settled_at=None), ALL: Q()}


def _named(actor: Actor) -> list[dict[str, str]]:
    return [{"post_id": str(actor.post_id)}]


def as_threads(actor: Actor, strategy: Strategy, begun: Sequence[MarginComment]) -> list[Noted]:
    """What began threads of one strategy, with the answers, each beside its passage as it stands now.

    In two queries, whatever was said.
    """
    answers = MarginComment.objects.visible_to(actor).filter(answers__in=begun, withdrawn_at=None)
    sections = {one.section_id for one in begun if one.section.withdrawn_at is None}
    blocks = Block.objects.visible_to(actor).filter(section__in=sections, withdrawn_at=None)
    return _noted(threads([*begun, *answers]), list(blocks), strategy)


def _noted(found: Sequence[Thread[MarginComment]], blocks: Sequence[Block], strategy: Strategy) -> list[Noted]:
    """Words are looked for in the section that they were said of."""
    homes: dict[UUID | None, dict[str, Block]] = defaultdict(dict)
    for block in blocks:
        homes[block.section_id][str(block.lineage)] = block
    texts = (
        {home: {key: plain(one.html) for key, one in those.items()} for home, those in homes.items()} if found else {}
    )
    placed = [
        _placed(one.comment, homes[one.comment.section_id], texts.get(one.comment.section_id, {})) for one in found
    ]
    return [
        Noted(thread, block, standing, thread.comment.at < strategy.started_at)
        for thread, (block, standing) in zip(found, placed, strict=True)
    ]


def _placed(comment: MarginComment, blocks: Mapping[str, Block], texts: Mapping[str, str]) -> tuple[Block | None, str]:
    anchor = comment.anchor
    if not anchor.get("block"):
        return None, STANDS
    own = blocks.get(anchor["block"])
    if not anchor.get("quote"):
        is_as_it_was = own is not None and own.version == comment.passage_version
        return own, STANDS if is_as_it_was else CHANGED if own else GONE
    where = _found(Anchor.from_json(anchor), texts)
    if where.status == LOST:
        return own, GONE
    return blocks[where.block], CHANGED if where.status == FUZZY else STANDS


def _found(anchor: Anchor, texts: Mapping[str, str]) -> Found:
    """In their own passage first: words that another passage holds as well did not move there."""
    own = {key: text for key, text in texts.items() if key == anchor.block}
    here = find_in(anchor, own)
    return here if here.status != LOST else find_in(anchor, texts)
