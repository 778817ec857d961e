"""The journey of the picture, in a real browser with a real worker, on the published data of one country: places and
events in, a name settled, a threat that three sides rate, a place that is asked for and refused, and what of it the
heads read and nobody else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from picture.domain.protection import UNPROTECTED
from pocplan.access.clock import today
from pocplan.dev.background import working
from pocplan.dev.browser import serving
from tests.journeys.person import Person
from tests.journeys.test_from_word_to_approval import ROAD, word_file
from tests.missions.test_gazetteer import SHARED, needs_shared
from tests.world import World

pytestmark = [pytest.mark.browser, pytest.mark.realdata]

PLACES = ("10_gazetteer_pcodes_caf-cod-ssd.csv", "11_boundaries_cod-ab-adm1_caf.geojson")
EVENTS = "06_events_ucdp-ged-23.1_caf_2013-2022.geojson"
GROUP = "Exercise on the north-west"
THREAT = "Attacks on people who go to market"
SPOT = "Road of the Thursday market"
ASKED = "Attacks are expected on the day of the market."
REFUSED = "All companies are committed until the rains end."
UNARMED = "Escorts on foot by civilians, and a dialogue with the traders."
STRATEGY = "Protection of civilians on the market roads"
CAST = (
    "adviser", "civil.affairs", "force.planner", "force.commander", "cluster.lead", "cluster.member", "srsg",
    "dsrsg.hc", "police.planner", "observer", "other.adviser",
)  # fmt: skip


@needs_shared
def test_from_published_files_to_the_page_of_the_heads(world: World, browser_page: Callable[..., Any]) -> None:
    with serving(world.name) as address, working(world.name, SITE_ADDRESS=address):
        cast = {name: Person(browser_page(address), name) for name in CAST}
        _places(cast["adviser"])
        _events(cast["adviser"])
        _name_settled(cast["adviser"])
        room = _group(cast["adviser"])
        threat = _rated_by_three(cast, room)
        spot = _asked_and_refused(cast, room)
        _left_uncovered(cast, spot)
        strategy = _frozen(cast["adviser"], cast["police.planner"])
        _read_by_the_heads(cast, spot, threat)
        _never_by_others(cast, (spot, threat, strategy))


def _places(adviser: Person) -> None:
    for name in PLACES:
        adviser.page.goto("/places/take-in/")
        adviser.page.set_input_files("#id_file", SHARED / name)
        adviser.press("Send")
        adviser.sees("What was done with each row")
    adviser.page.goto("/places/?q=ouham")
    adviser.sees("Ouham Pende")


def _events(adviser: Person) -> None:
    """Nothing is stored before somebody has seen what is said of the rows."""
    adviser.page.goto("/incidents/imports/")
    adviser.page.set_input_files("#id_file", SHARED / EVENTS)
    adviser.send()
    taken = adviser.page.url
    adviser.until("Store these events", taken)
    adviser.page.goto("/incidents/")
    adviser.sees("No incident is known here.")
    adviser.page.goto(taken)
    adviser.press("Store these events")
    adviser.until("· imported", taken)
    adviser.page.goto("/incidents/")
    assert adviser.page.locator("tbody tr").count() > 20


def _name_settled(adviser: Person) -> None:
    adviser.page.goto("/places/names/")
    adviser.follow("Nana-Grébizi province")
    adviser.page.get_by_label("Nana-Gribizi").check()
    adviser.press("Decide")
    adviser.page.goto("/places/names/")
    adviser.sees("Nanga-Boguila region")
    adviser.never_sees("Nana-Grébizi province")


def _group(adviser: Person) -> str:
    adviser.page.goto("/threats/groups/new/")
    adviser.fill(title=GROUP)
    adviser.page.get_by_label("Protection Cluster Orvane").check()
    adviser.send()
    return str(adviser.page.url.split("room=")[1])


def _rated_by_three(cast: dict[str, Person], room: str) -> str:
    """Each side on its own; what another gave is read only once one's own is given and theirs released."""
    adviser = cast["adviser"]
    adviser.page.goto(f"/threats/new/?room={room}")
    adviser.fill(title=THREAT, risks="attacks", state_capacity="weak", state_will="mixed")
    adviser.send()
    threat = adviser.page.url
    figures = {"civil.affairs": (5, 4), "force.planner": (2, 4)}
    for who, (likelihood, impact) in figures.items():
        _rates(cast[who], threat, f"Seen by {who}", likelihood=str(likelihood), impact=str(impact))
    _rates(cast["cluster.lead"], threat, "Seen by the cluster", severity="4")
    cast["cluster.lead"].never_sees("Seen by force.planner")
    for who in ("adviser", "force.commander", "cluster.lead"):
        _releases(cast[who], threat)
    cast["cluster.lead"].page.goto(threat)
    cast["cluster.lead"].sees("Seen by force.planner")
    return threat


def _rates(person: Person, threat: str, rationale: str, **figures: str) -> None:
    person.page.goto(f"{threat}rate/")
    day = (today() - timedelta(days=1)).isoformat()
    person.fill(rationale=rationale, confidence="moderate", cut_off=day, **figures)
    person.send()
    person.page.goto(threat)
    person.sees(rationale)


def _releases(person: Person, threat: str) -> None:
    person.page.goto(f"{threat}release/")
    person.press("Show what the others will see")
    person.page.locator("[name=confirmed]").check()
    person.send()


def _asked_and_refused(cast: dict[str, Person], room: str) -> str:
    adviser, lead, commander = cast["adviser"], cast["cluster.lead"], cast["force.commander"]
    adviser.page.goto(f"/hotspots/new/?room={room}")
    adviser.fill(place_said=SPOT, priority="critical", trend="worse", population="5200", population_basis="count")
    adviser.page.get_by_label(THREAT).check()
    adviser.send()
    spot = adviser.page.url
    lead.page.goto(f"{spot}protection/state/")
    lead.fill(grade="must", criteria="imminent", words=ASKED)
    lead.send()
    commander.page.goto(f"{spot}protection/decide/")
    commander.fill(grade="no")
    commander.send()
    commander.sees("Less than was asked: choose the reason.")
    commander.fill(reason_code="capacity", words=REFUSED, distance_km="85", travel_minutes="300")
    commander.send()
    lead.page.goto(spot)
    lead.sees(REFUSED)
    lead.never_sees("300")
    return str(spot)


def _left_uncovered(cast: dict[str, Person], spot: str) -> None:
    """Not settled before there is an unarmed strategy, its owner has taken it on, and security has cleared it."""
    adviser, commander, civil = cast["adviser"], cast["force.commander"], cast["civil.affairs"]
    commander.page.goto(f"{spot}protection/coverage/")
    commander.fill(coverage="not")
    commander.send()
    _settles(adviser, spot, str(UNPROTECTED))
    adviser.page.goto(f"{spot}protection/unarmed/")
    adviser.fill(unarmed="presence", words=UNARMED)
    adviser.page.select_option("[name=owner_post]", label="Civil Affairs Officer")
    adviser.send()
    civil.page.goto(f"{spot}protection/accept/")
    civil.send()
    adviser.page.goto(f"{spot}protection/clear/")
    adviser.fill(reference="SEC-2026-118", cleared_on=today().isoformat())
    adviser.send()
    _settles(adviser, spot, "It is done")


def _settles(adviser: Person, spot: str, said: str) -> None:
    adviser.page.goto(f"{spot}protection/settle/")
    adviser.send()
    adviser.sees(said)


def _frozen(adviser: Person, police: Person) -> str:
    """The picture stands in the version as it was on the day."""
    adviser.page.goto("/strategies/new/")
    adviser.fill(title=STRATEGY)
    draft = {"name": "draft.docx", "mimeType": "application/zip", "buffer": word_file()}
    adviser.page.set_input_files("#id_file", draft)
    adviser.press("Start")
    adviser.page.goto("/strategies/")
    adviser.follow(STRATEGY)
    strategy = str(adviser.page.url)
    adviser.until(ROAD, f"{strategy}print/")
    adviser.page.goto(f"{strategy}picture/")
    adviser.press("Save the choice")
    adviser.sees("As it stands today")
    adviser.sees(SPOT)
    adviser.page.goto(f"{strategy}clearance/")
    adviser.page.check("input[name=components][value=police]")
    adviser.press("Freeze and ask")
    police.page.goto(f"{strategy}versions/")
    police.click(police.page.locator("tbody th a").first)
    police.sees(SPOT)
    police.sees(THREAT)
    return strategy


def _read_by_the_heads(cast: dict[str, Person], spot: str, threat: str) -> None:
    """The SRSG reads the exercise; the DSRSG does as such, and not under the humanitarian hat."""
    for who, hat in (("srsg", ""), ("dsrsg.hc", "Deputy"), ("dsrsg.hc", "Humanitarian")):
        head = cast[who]
        head.wears(hat) if hat else None
        head.page.goto("/leadership/")
        reads = hat != "Humanitarian"
        for text in (SPOT, THREAT, "5,200"):
            (head.sees if reads else head.never_sees)(text)
        head.never_sees("300")
        head.page.goto("/leadership/rows/coverage/?grade=must&coverage=not")
        (head.sees if reads else head.never_sees)(SPOT)


def _never_by_others(cast: dict[str, Person], addresses: tuple[str, ...]) -> None:
    for who in ("cluster.member", "observer", "other.adviser"):
        for address in addresses:
            cast[who].page.goto(address)
            cast[who].never_sees("market")
