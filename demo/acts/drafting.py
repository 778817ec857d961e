"""Drafting and internal clearance."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from demo.acts.hats import acting
from pocplan.access.actor import Actor
from pocplan.access.clock import today
from pocplan.access.models import Post
from records.models import SupportCase
from strategies.documents.clean import plain
from strategies.domain.blocks import Typed, add_block
from strategies.domain.clearances import ask_clearance, give_clearance
from strategies.domain.margin import answer_on_draft, comment_on_draft
from strategies.domain.proposals import propose_words
from strategies.domain.rows import add_activity, add_body, add_indicator, add_responsibility
from strategies.domain.sections import mark_section
from strategies.domain.strategies import save_header, set_distribution, start_strategy
from strategies.enums.text import BlockKind, ComponentKind, Phase, Raci, Tier
from strategies.models import Block, Clearance, MarginComment, Strategy
from strategies.queries.margin import comment_for
from strategies.queries.strategies import sections_of, strategy_for

COMPONENTS = {"police": "police.planner", "human_rights": "human.rights", "civil_affairs": "civil.affairs"}
ACTIVITIES = (
    ("Presence on the market road until the market closes", Tier.PHYSICAL, ("prevention", "pre_emption"), "military"),
    ("Dialogue between herders and farmers on passage", Tier.DIALOGUE, ("prevention",), "civil_affairs"),
    ("Joint visits to the four villages beyond the river", Tier.PHYSICAL, ("pre_emption", "response"), "poc_unit"),
    ("Advice to the district authority on complaints", Tier.ENVIRONMENT, ("consolidation",), "police"),
    ("Release of children by the armed groups", Tier.ENVIRONMENT, ("response", "consolidation"), "child_protection"),
)
FROM_THE_FORCE = ACTIVITIES[0][0]
BODIES = (
    ("PoC working group", "Looks at threats and at what was done", "Senior PoC Adviser", "every week"),
    ("Senior management group on protection", "Takes decisions", "Head of Mission", "every two weeks"),
)
INDICATORS = (
    ("Civilians reach markets and fields in safety", "outcome", "Market days without an attack on the roads", "%",
     "61", "90"),
    ("Alerts are answered in time", "outcome", "Alerts answered within 24 hours, or with a reason why not", "%",
     "48", "85"),
    ("Alerts are answered in time", "output", "Community alert networks that can reach a base at night", "networks",
     "7", "15"),
)  # fmt: skip
ROLES = (
    ("Answer to alerts", "force_commander", Raci.ACCOUNTABLE),
    ("Answer to alerts", "force_planner", Raci.RESPONSIBLE),
    ("Answer to alerts", "senior_poc_adviser", Raci.CONSULTED),
    ("Dialogue on passage", "civil_affairs_officer", Raci.RESPONSIBLE),
    ("Dialogue on passage", "chief_of_staff", Raci.ACCOUNTABLE),
)


def write(title: str, texts: Mapping[str, Sequence[str]], language: str = "en") -> Strategy:
    """A draft of the adviser's; sections with words in them are marked ready."""
    with acting("adviser") as actor:
        strategy = start_strategy(actor=actor, title=title, language=language)
        for section in sections_of(actor, strategy):
            for html in texts.get(section.code, ()):
                add_block(actor=actor, parent=section, typed=Typed(html), kind=_kind(html))
            if section.code in texts:
                mark_section(actor=actor, section=section, ready=True)
        return strategy


def _kind(html: str) -> str:
    return (
        BlockKind.LIST if html[:3] in ("<ul", "<ol") else BlockKind.TABLE if html[:3] == "<ta" else BlockKind.PARAGRAPH
    )


def lay_rows(strategy: Strategy) -> None:
    """Activities, bodies, indicators and responsibilities."""
    with acting("adviser") as actor:
        strategy, day = strategy_for(actor, strategy.pk), today()
        for title, tier, phases, component in ACTIVITIES:
            fields = {"title": title, "tier": tier, "phases": [*map(Phase, phases)]}
            dates = {"starts": day, "ends": day + timedelta(days=330)}
            whose = {"component": ComponentKind(component), "known_from_force": title == FROM_THE_FORCE}
            add_activity(actor=actor, strategy=strategy, fields={**fields, **dates, **whose})
        for name, purpose, chair, rhythm in BODIES:
            add_body(
                actor=actor,
                strategy=strategy,
                fields={"name": name, "purpose": purpose, "chair": chair, "rhythm": rhythm},
            )
        for objective, level, title, unit, baseline, target in INDICATORS:
            measured = {"unit": unit, "baseline": baseline, "target": target, "due": day + timedelta(days=330)}
            said = {"objective": objective, "level": level, "title": title, "lead_post_id": actor.post_id}
            add_indicator(actor=actor, strategy=strategy, fields={**said, **measured})
        for task, kind, letter in ROLES:
            add_responsibility(
                actor=actor, strategy=strategy, fields={"task": task, "letter": letter, "post_id": _post(actor, kind)}
            )


def name_case(strategy: Strategy, reference: str) -> None:
    """An activity that supports a security force, and the case of due diligence that says whether it may go on."""
    with acting("adviser") as actor:
        case, day = SupportCase.objects.visible_to(actor).get(reference=reference), today()
        fields = {"title": "Joint patrols with the gendarmerie on the Besh road", "tier": Tier.PHYSICAL}
        dates = {"starts": day, "ends": day + timedelta(days=330), "phases": [Phase("prevention")]}
        whose = {"component": ComponentKind("police"), "hrddp_needed": True, "hrddp_case_id": case.pk}
        add_activity(actor=actor, strategy=strategy_for(actor, strategy.pk), fields={**fields, **dates, **whose})


def _post(actor: Actor, kind: str) -> object:
    return Post.objects.visible_to(actor).filter(kind=kind, area=None).order_by("title_en").first().pk  # type: ignore[union-attr]


def fill_header(strategy: Strategy) -> None:
    """The header of a controlled document, without which nothing comes into force."""
    with acting("adviser") as actor:
        strategy = strategy_for(actor, strategy.pk)
        fields = {name: getattr(strategy, name) for name in ("title", "reference", "classification", "sensitivity")}
        given = {"contact_unit": "PoC Unit", "approving_post_id": _post(actor, "head_of_mission")}
        save_header(actor=actor, strategy=strategy, version=strategy.version, fields={**fields, **given})
        set_distribution(
            actor=actor,
            strategy=strategy_for(actor, strategy.pk),
            entries=[("Head of Mission", "decision"), ("Heads of components", "action"), ("Sector East", "action")],
        )


def ask_components(strategy: Strategy, *components: str) -> None:
    with acting("adviser") as actor:
        strategy = strategy_for(actor, strategy.pk)
        ask_clearance(actor=actor, strategy=strategy, components=list(components or COMPONENTS))


def clear_components(strategy: Strategy) -> None:
    """Each component that was asked signs."""
    for component, who in COMPONENTS.items():
        with acting(who) as actor:
            asked = Clearance.objects.visible_to(actor).get(version__strategy=strategy, component=component, word="")
            give_clearance(actor=actor, clearance=asked, word="cleared")


def propose(strategy: Strategy, component: str, words: str, instead: str, why: str) -> None:
    """A component that was asked would have other words in the passage that holds these."""
    with acting(COMPONENTS[component]) as actor:
        rows = Clearance.objects.visible_to(actor).select_related("version__strategy")
        asked = rows.get(version__strategy=strategy, component=component)
        texts = {
            block["key"]: plain(block["html"]) for one in asked.version.body["sections"] for block in one["blocks"]
        }
        key = next(key for key, text in texts.items() if words in text)
        edited = texts[key].replace(words, instead)
        propose_words(actor=actor, clearance=asked, block=key, edited=edited, words=why)


def ask_beside(strategy: Strategy, who: str, words: str, question: str) -> MarginComment:
    """Somebody of the drafting room asks the adviser beside the passage that holds these words."""
    with acting(who) as actor:
        blocks = Block.objects.visible_to(actor).filter(section__strategy=strategy, withdrawn_at=None)
        block = next(one for one in blocks.select_related("section__strategy") if words in plain(one.html))
        assert block.section is not None
        adviser = Post.objects.visible_to(actor).filter(kind="senior_poc_adviser", area=None)[0].pk
        return comment_on_draft(
            actor=actor, section=block.section, block=block.pk, quote=words, words=question, told=[adviser]
        )


def answer_beside(comment: MarginComment, words: str) -> None:
    with acting("adviser") as actor:
        answer_on_draft(actor=actor, comment=comment_for(actor, comment.pk), words=words)
