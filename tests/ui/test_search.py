"""Search: in one's own rooms only, blind to accents, the same number of questions for many rows as for few."""

import re
from urllib.parse import quote

import pytest

from pocplan.ui.finding import patterns
from tests.api.stage import Picture, pictured, recorded
from tests.counting import queries
from tests.picture.test_alerts import received
from tests.picture.test_hotspots import listed
from tests.world import World

NOWHERE = "Nothing that you read in this post holds these words."
# Words that stand in the mission's own rooms, one of each kind there.
OF_MISSION = {
    "SENIOR managëment": "/bodies/",
    "name companies": "/bodies/actions/",
    "dry wells": "/bodies/decisions/",
    "gendarmerie": "/records/due-diligence/",
    "liaison lorries": "/records/reviews/",
}


@pytest.fixture(scope="module")
def told(shared_world: World) -> Picture:
    found = pictured(shared_world)
    recorded(shared_world, found)
    listed(shared_world, place_said="Ngaoundéré", situation="L’œuvre du marché brûle.")
    return found


def looked(world: World, who: str, words: str, kind: str = "") -> str:
    answer = world.client(who).get(f"/search/?words={quote(words)}&kind={kind}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_kind_is_found_where_it_is_read_and_nowhere_else(shared_world: World, told: Picture) -> None:
    for words, address in OF_MISSION.items():
        assert re.search(rf'href="{address}[0-9a-f-]{{36}}/"', looked(shared_world, "adviser", words)), words
        for who in ("cluster.lead", "observer", "other.adviser"):
            assert NOWHERE in looked(shared_world, who, words), (who, words)
            assert NOWHERE in looked(shared_world, who, words, "decisions"), (who, words)
    for who in ("adviser", "cluster.lead"):
        for words, address in (("namoshe", told.spot), ("armed ford", told.alert), ("night BESH", told.threat)):
            assert f"{address.pk}/" in looked(shared_world, who, words), (who, words)


def test_accents_and_ligatures_do_not_matter_and_signs_mean_themselves(shared_world: World, told: Picture) -> None:
    for words in ("ngaoundere", "NGAOUNDÉRÉ", "oeuvre brule", "l'œuvre", "marche"):
        assert "Ngaoundéré" in looked(shared_world, "adviser", words), words
    assert "L’œuvre du marché" in looked(shared_world, "adviser", "brule")
    for words in (".*.*", "ngaound.r", "((", "[a-z]", "\\d", "%%", "__", "ngaoundere nowhere"):
        assert NOWHERE in looked(shared_world, "adviser", words), words
    for words in ("x", "n" * 101, "a\x00b"):
        answer = shared_world.client("adviser").get(f"/search/?words={quote(words)}")
        assert (answer.status_code, NOWHERE in answer.content.decode()) == (400, False), words


def test_questions_do_not_grow_with_rows_and_a_kind_has_pages(shared_world: World, told: Picture) -> None:
    client = shared_world.client("adviser")
    addresses = ("/search/?words=ford", "/search/?words=ford&kind=alerts")
    received(shared_world, audience="mission")
    before = [queries(client, one) for one in addresses]
    for _number in range(6):
        received(shared_world, audience="mission")
    assert [queries(client, one) for one in addresses] == before
    assert max(before) <= 28, before
    assert "kind=alerts" in looked(shared_world, "adviser", "ford")
    assert looked(shared_world, "adviser", "ford", "alerts").count("Armed men gather") >= 7


@pytest.mark.parametrize(
    ("words", "text", "is_found"),
    [
        ("cœur", "Coeur", True), ("coeur", "CŒUR", True), ("Çà", "ca", True), ("d’eau", "d'eau", True),
        ("a+b", "a+b", True), ("a+b", "aab", False), ("سوق", "سوق المدينة", True), ("strasse", "Straße", True),
    ],
)  # fmt: skip
def test_a_pattern_finds(words: str, text: str, is_found: bool) -> None:
    assert all(re.search(one, text) for one in patterns(words)) is is_found
