"""Must-Should-Could of an exercise as one table."""

from django.urls import reverse
from django.utils.html import strip_tags

from picture.models import Hotspot, ProtectionPriority
from picture.queries.protection import DIFFER, UNCOVERED, items_in
from pocplan.access.actor import Actor
from tests.picture.stage import group, public_id
from tests.picture.test_hotspot_pages import ASKED, NO, read, revision, sent
from tests.picture.test_hotspots import listed
from tests.strategies.test_query_counts import queries
from tests.world import World


def asked(world: World, place: str, grade: str = "must", **values: str) -> Hotspot:
    spot = listed(world, audience="shared", place_said=place, **values)
    sent(world.client("cluster.lead"), "act", [spot.pk, "state"], {**ASKED, "grade": grade})
    return spot


def decided(world: World, spot: Hotspot, **values: str) -> None:
    sent(world.client("force.commander", "Force Commander"), "act", [spot.pk, "decide"], {**NO, **values})


def places(actor: Actor, room: int, only: str = "") -> list[str]:
    return [one.hotspot.place_said for one in items_in(actor, room, only)]


def test_an_exercise_reads_as_one_table_by_sector(world: World) -> None:
    room = group(world)
    camps, valley = asked(world, "Tuleni camps"), asked(world, "Dorrim", "could", sector="Besh Valley")
    road, gone = asked(world, "Besh road", sector="Besh Valley"), asked(world, "Hesk")
    listed(world, audience="shared", place_said="Namoshe")  # nobody asked for it
    decided(world, camps)
    decided(world, valley, grade="no")
    decided(world, valley, grade="could", reason_code="", words="Patrols pass.", capacity="One.", reserve="None.",
            consequence="None.")  # fmt: skip
    commander = world.client("force.commander", "Force Commander")
    at = {"revision": revision(world, camps, "protectionpriority", "hotspot_id")}
    sent(commander, "act", [camps.pk, "coverage"], {**at, "coverage": "not"})
    world.query("UPDATE picture_hotspot SET state = 'delisted', delisted_because = 'x' WHERE id = %s", [str(gone.pk)])
    with world.acting("cluster.lead") as actor:
        # By sector, then by grade; what was decided last counts.
        assert places(actor, room) == ["Besh road", "Dorrim", "Tuleni camps"]
        assert places(actor, room, DIFFER) == places(actor, room, UNCOVERED) == ["Tuleni camps"]
    query = f"?room={public_id(world, room)}"
    page = read(world.client("cluster.lead"), "items", query=query)
    assert (
        page.index("Besh Valley") < page.index("Besh road") < page.index("Tuleni Plains") < page.index("Tuleni camps")
    )
    assert (
        page.count("difference remains</span>") == 1 and "distance or roads" in page and "No road in the rains" in page
    )
    assert "Namoshe" not in page and "Hesk" not in page and "1347" not in strip_tags(page)
    page = read(world.client("adviser", language="fr"), "items", query=f"{query}&only={UNCOVERED}")
    assert "la divergence demeure" in page and "Dorrim" not in page and road.place_said not in page
    for who in ("observer", "field.cluster", "other.adviser"):
        stranger = world.client(who)
        assert stranger.get(reverse("hotspots:items") + query).status_code == 404
        assert "Tuleni camps" not in read(stranger, "items")
    with world.acting("force.commander", "Force Commander") as actor:
        assert ProtectionPriority.objects.visible_to(actor).count() == 4


def test_the_table_asks_the_same_number_of_questions_whatever_it_shows(world: World) -> None:
    group(world)
    lead, counts = world.client("cluster.lead"), []
    for times in (1, 3):
        for number in range(times):
            decided(world, asked(world, f"Camp {times} {number}"))
        counts.append([queries(lead, reverse("hotspots:items") + only) for only in ("", "?only=differ")])
    assert counts[0] == counts[1]
