"""Internal clearance of a frozen version by components. Dissent is kept, and kept inside."""

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.access.enums import PostKind as P
from pocplan.access.errors import Conflict, Refused
from pocplan.access.verb import verb
from pocplan.journal.telling import tell
from pocplan.notices.domain.events import notify
from strategies.domain import wording
from strategies.domain.versions import freeze_version
from strategies.domain.workflow import demand, move
from strategies.enums.text import ClearanceWord, Verb
from strategies.enums.text import ComponentKind as C
from strategies.models import Clearance, Strategy, Version
from strategies.queries.signatures import signature

# Which components a kind of post may answer for. Section officers answer for their own section.
ANSWERS_FOR: dict[P, tuple[C, ...]] = {
    P.FORCE_PLANNER: (C.MILITARY,),
    P.FORCE_COMMANDER: (C.MILITARY,),
    P.POLICE_PLANNER: (C.POLICE,),
    P.POLICE_COMMISSIONER: (C.POLICE,),
    P.ANALYST: (C.ANALYSIS,),
    P.HUMAN_RIGHTS_OFFICER: (C.HUMAN_RIGHTS,),
    P.CHILD_PROTECTION_ADVISER: (C.CHILD_PROTECTION,),
    P.WOMEN_PROTECTION_ADVISER: (C.WOMEN_PROTECTION,),
    P.CIVIL_AFFAIRS_OFFICER: (C.CIVIL_AFFAIRS,),
    P.FIELD_OFFICE_HEAD: (C.FIELD_OFFICES,),
    P.SECTION_OFFICER: (C.POLITICAL_AFFAIRS, C.RULE_OF_LAW, C.MINE_ACTION, C.SUPPORT),
    P.SENIOR_POC_ADVISER: (C.POC_UNIT,),
    P.POC_ADVISER: (C.POC_UNIT, C.FIELD_OFFICES),
}


@verb()
def ask_clearance(*, actor: Actor, strategy: Strategy, components: list[str]) -> Version:
    """Freeze a version and ask these components for it. Raises Refused for none or an unknown one."""
    chosen = sorted(set(components))
    if not chosen or not set(chosen) <= set(C.values):
        raise Refused(_("Choose at least one component to ask."), "components")
    move(actor, strategy, Verb.ASK_CLEARANCE, components=chosen)
    version = freeze_version(actor=actor, strategy=strategy)
    known = set(Clearance.objects.visible_to(actor).filter(version=version).values_list("component", flat=True))
    who, moment = signature(actor, strategy.language), now()
    for component in chosen:
        if component not in known:
            Clearance.objects.create(
                compartment_id=version.compartment_id,
                version=version,
                component=component,
                asked_at=moment,
                asked_by_post_title=who.post_title,
            )
    _tell_components(actor, strategy, chosen)
    return version


def _tell_components(actor: Actor, strategy: Strategy, components: list[str]) -> None:
    kinds = [kind for kind, answers in ANSWERS_FOR.items() if set(answers) & set(components)]
    room, kind = strategy.compartment_id, "strategy"
    notify(actor=actor, compartment_id=room, code="clearance_asked", kind=kind, subject_id=strategy.pk, to_kinds=kinds)


@verb()
def give_clearance(*, actor: Actor, clearance: Clearance, word: str, remarks: str = "") -> Clearance:
    """The answer of one component, by a post of that component, once.

    Raises Refused for another's component or a dissent without words, Conflict for a second answer.
    """
    strategy = clearance.version.strategy
    demand(actor, strategy, Verb.GIVE_CLEARANCE)
    if clearance.component not in ANSWERS_FOR.get(P(actor.post_kind), ()):
        raise Refused(_("Your post does not answer for this component."))
    if word not in (ClearanceWord.CLEARED, ClearanceWord.REMARKS, ClearanceWord.DISSENT):
        raise Refused(_("Choose one of the listed values."), "word")
    needs_words = word != ClearanceWord.CLEARED
    text = wording.plain(remarks, limit=5000, field="remarks", required=needs_words)
    fields = {"word": word, "remarks": text, "given_at": now()}
    who = signature(actor, strategy.language).as_fields("given_by")
    rows = Clearance.objects.visible_to(actor).filter(pk=clearance.pk, word=ClearanceWord.ASKED)
    if not rows.update(**fields, **who):
        raise Conflict(_("This component has answered already."))
    tell(actor, clearance, Verb.GIVE_CLEARANCE, word=word)
    clearance.refresh_from_db()
    return clearance
