"""The matrix pasted from a spreadsheet, row by row, and taken along as a table."""

from django.urls import reverse

from picture.models import Hotspot
from tests.picture.test_hotspots import listed
from tests.world import World

HEAD = "Place\tSecteur\tPriority\tPhase\tPeople at risk\tBasis\tColour"
GOOD = 'Namoshe\tBesh Valley\tHIGH\tprevention\t2 100\tsurvey\tred\n"Dorrim\nnorth"\t\tfaible\tIntervention\t\t\t'
PASTE = "/hotspots/paste/"


def test_rows_are_looked_at_and_listed_whole_or_not_at_all(world: World) -> None:
    client = world.client("adviser")

    def answered(rows: str, **button: str) -> tuple[int, str]:
        answer = client.post(PASTE, {"table": f"{HEAD}\n{rows}", **button})
        return answer.status_code, " ".join(answer.content.decode().split())

    bad = "Hesk\tx\turgent\tprevention\t\t\t\nOmbarra\tx\thigh\tprevention\tmany\t\t\n\tx\thigh\tprevention\t\t\t"
    status, seen = answered(f"{GOOD}\n{bad}")
    assert status == 200 and "List 2 hotspots" not in seen and "Colour" in seen
    assert "not a valid choice" in seen and "“many” is not a whole number." in seen and "cannot be blank" in seen
    assert '<th scope="row">4</th>' in seen or '<th scope="row">5</th>' in seen
    status, seen = answered(f"{GOOD}\n{bad}", list="")
    assert status == 400 and "nothing was listed" in seen
    assert not world.query("SELECT 1 FROM picture_hotspot")

    status, seen = answered(GOOD)
    assert status == 200 and "List 2 hotspots" in seen
    assert not world.query("SELECT 1 FROM picture_hotspot")
    assert answered(GOOD, list="")[0] == 302
    assert answered(GOOD, list="")[0] == 302  # the same again changes nothing
    rows = world.query("SELECT place_said, priority, phase, population FROM picture_hotspot ORDER BY number")
    assert [tuple(row) for row in rows] == [
        ("Namoshe", "high", "prevention", 2100),
        ("Dorrim\nnorth", "low", "response", None),
    ]
    for nothing in ("", "Place", "x" * 500_000):
        assert client.post(PASTE, {"table": nothing}).status_code == 400
    assert world.client("observer").get(PASTE).status_code == 404


def test_a_file_leaves_out_enclaves_and_carries_out_nothing(world: World) -> None:
    listed(world, place_said="=1+1", population=5, population_basis="count")
    listed(world, place_said="Liwara", is_enclave=True)
    client = world.client("adviser")
    with world.acting("adviser") as actor:
        room = Hotspot.objects.visible_to(actor).first().compartment.public_id
    text = client.get(f"{reverse('hotspots:file')}?room={room}&hxl=1").content.decode()
    assert "'=1+1" in text and "Liwara" not in text and "#loc+name" in text
    # It can be pasted again.
    answer = client.post(f"{PASTE}?room={room}", {"table": text.lstrip("\ufeff")})
    assert "on the matrix already, left out" in answer.content.decode()
    assert "at fault<" not in answer.content.decode()
