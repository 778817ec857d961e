"""The demo's strategies, each brought to its stage of life by the people of the cast, in the past that it took."""

from collections.abc import Callable
from typing import Any

from bodies.domain.reminders import plan_dues
from demo.acts import (
    alerts,
    bodies,
    consulting,
    deciding,
    drafting,
    matrix,
    own_places,
    placing,
    records,
    standing,
    terms,
)
from demo.acts.field import FOUNDED, settle
from demo.acts.picturing import picture
from demo.texts.english import BESH, DORRIM, EAST, HESK, STRATEGY, TULENI, Setting
from demo.texts.french import WEST
from pocplan.access.clock import days_ago
from strategies.domain.reminders import plan_reviews
from strategies.models import Strategy

STAGES = ("drafting", "clearance", "consultation", "discussion", "answers", "approval", "in_force")
CLUSTER, CHILDREN, FIELD = "Protection Cluster Orvane", "Child Protection", "Field Protection"
POSTS = "Since March two posts on the road have vehicles of their own. At night we cannot promise it."
BEHIND = "In both attacks of this year those who could not run were among the victims."
MARKETS = "D’où vient ce nombre ? Nous en comptions deux en octobre."
BASES = "De nuit, et depuis quelle base ?"
LIAISON = "Du relevé des assistants de liaison de la semaine passée ; la source sera citée."
GATE = "Night patrols at the school gate frighten children away."


def tell(upto: str) -> None:
    """What the bodies keep about themselves, then a strategy for each stage of life up to `upto`."""
    with days_ago(FOUNDED):
        settle()
        placing.place()
    placing.report()
    matrix.keep()
    own_places.keep()
    terms.keep()
    alerts.warn()
    bodies.decide()
    records.keep()
    if STAGES.index(upto) >= STAGES.index("approval"):
        picture()
    for stage in STAGES[: STAGES.index(upto) + 1]:
        TELLERS[stage]()
    plan_reviews()
    plan_dues()


def _drafted(
    title: str, setting: Setting, *, begun: int, stands_on: tuple[str, ...] = (), supports: str = ""
) -> Strategy:
    """Written `begun` days ago and cleared inside the mission within a week."""
    with days_ago(begun):
        strategy = drafting.write(title, setting.fill(STRATEGY))
        drafting.lay_rows(strategy)
        drafting.fill_header(strategy)
        if supports:
            drafting.name_case(strategy, supports)
        if stands_on:
            standing.stand_on(strategy, *stands_on)
    with days_ago(begun - 3):
        drafting.ask_components(strategy)
    with days_ago(begun - 6):
        drafting.clear_components(strategy)
    return strategy


def _drafting() -> None:
    with days_ago(4):
        strategy = drafting.write("Protection des civils dans le secteur Ouest", WEST, "fr")
    with days_ago(2):
        asked = drafting.ask_beside(strategy, "police.planner", "les trois marchés", MARKETS)
        drafting.ask_beside(strategy, "force.planner", "dans les six heures", BASES)
    with days_ago(1):
        drafting.answer_beside(asked, LIAISON)
        consulting.scope(strategy, CLUSTER)


def _clearance() -> None:
    with days_ago(9):
        strategy = drafting.write("Protection of civilians around Tuleni markets", TULENI.fill(STRATEGY))
        drafting.lay_rows(strategy)
    with days_ago(2):
        drafting.ask_components(strategy, "military", "police", "human_rights")
    with days_ago(1):
        drafting.propose(strategy, "police", "within six hours", "within four hours by day", POSTS)
        drafting.propose(strategy, "human_rights", "older people", "older people and people with disabilities", BEHIND)


def _consultation() -> None:
    title = "Protection of civilians on the Dorrim road"
    strategy = _drafted(title, DORRIM, begun=19, stands_on=standing.DORRIM_ROAD)
    with days_ago(4):
        consulting.consult(strategy, *consulting.EVERYBODY, observers=True)
    with days_ago(1):
        consulting.state("field.cluster", title, "no_objection")


def _discussion() -> None:
    title = "Protection of civilians in the Besh Valley"
    strategy = _drafted(title, BESH, begun=24, supports=records.FUEL["reference"])
    with days_ago(8):
        consulting.consult(strategy, CLUSTER, CHILDREN, FIELD)
    with days_ago(3):
        consulting.prepare(consulting.discuss(title))


def _answers() -> None:
    title = "Protection of civilians at Hesk Crossing"
    strategy = _drafted(title, HESK, begun=30)
    with days_ago(12):
        consulting.consult(strategy, CLUSTER, CHILDREN)
    with days_ago(6):
        text = consulting.discuss(title)
    with days_ago(3):
        consulting.release(text)
        consulting.state("aor.lead", title, "concern", "Boys of fifteen are asked for papers at the crossing.")


def _consulted(title: str, *, begun: int, stands_on: tuple[str, ...] = ()) -> Strategy:
    strategy = _drafted(title, EAST, begun=begun, stands_on=stands_on)
    with days_ago(begun - 10):
        consulting.consult(strategy, CLUSTER, CHILDREN, FIELD)
    with days_ago(begun - 17):
        consulting.release(consulting.discuss(title))
        consulting.state("cluster.lead", title, "objection", GATE)
        consulting.state("aor.lead", title, "supports")
        consulting.state("field.cluster", title, "no_objection")
    with days_ago(begun - 22):
        consulting.answer(strategy, title)
    return strategy


def _approval() -> None:
    title = "Protection of civilians in Sector East, second edition"
    strategy = _consulted(title, begun=27, stands_on=standing.FIRST)
    with days_ago(3):
        standing.go_on()
        standing.stand_on(strategy, *standing.LATER)
    with days_ago(1):
        deciding.put_to_decision(strategy)


def _in_force() -> None:
    strategy = _consulted("Protection of civilians in Sector East", begun=375)
    with days_ago(347):
        deciding.put_to_decision(strategy, deciding.write_annex(strategy))
    with days_ago(345):
        deciding.decide(strategy)


TELLERS: dict[str, Callable[[], Any]] = {
    "drafting": _drafting,
    "clearance": _clearance,
    "consultation": _consultation,
    "discussion": _discussion,
    "answers": _answers,
    "approval": _approval,
    "in_force": _in_force,
}
