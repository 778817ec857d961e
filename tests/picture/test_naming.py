"""Names of people: what identifies somebody stops, and what only seems to is asked about once."""

import pytest

from picture.domain.naming import SeemsToName, words_kept
from picture.models import Hotspot
from tests.picture.test_hotspot_pages import FORM, sent
from tests.picture.test_hotspots import listed
from tests.picture.test_matrix_files import PASTE
from tests.world import World

HOSPITAL = "Sheikh Othman hospital"
NEAR = {"place_said": HOSPITAL, "situation": "People shelter at the Sheikh Othman hospital, near Dr Lang street."}


def test_a_place_that_bears_a_name_is_kept_because_somebody_says_so(world: World) -> None:
    client = world.client("adviser")
    page = sent(client, "new", [], {**FORM, **NEAR}, 400)
    assert "“Sheikh Othman”, “Dr Lang” names no person here" in page and HOSPITAL in page
    assert page.count('name="kept_words"') == 2 and not world.query("SELECT 1 FROM picture_hotspot")
    kept = {"kept_words": ["Sheikh Othman", "Dr Lang"]}
    sent(client, "new", [], {**FORM, **NEAR, **kept}, 400)  # asked, and not answered
    page = sent(client, "new", [], {**FORM, **NEAR, **kept, "keeps": "on", "needed": "Mrs Delacroix must leave."}, 400)
    assert "Mrs Delacroix" in page and 'name="keeps" id="id_keeps" checked' not in page
    page = sent(client, "new", [], {**FORM, **NEAR, **kept, "keeps": "on", "population_basis": ""}, 400)
    assert 'value="Dr Lang"' in page and "checked" in page.partition('name="keeps"')[2].partition(">")[0]
    # Who could be found stops, whatever is said.
    wrong = {"needed": "The witness Amira Delacroix, aged 34, must be moved."}
    kept_too = {"kept_words": [*kept["kept_words"], "witness Amira Delacroix"], "keeps": "on"}
    assert "let somebody find" in sent(client, "new", [], {**FORM, **NEAR, **kept_too, **wrong}, 400)
    sent(client, "new", [], {**FORM, **NEAR, **kept, "keeps": "on"})
    told = world.query("SELECT facts FROM journal_entry WHERE verb = 'keep_names'")
    assert [one[0] for one in told] == [{"count": 2}]
    # What stands there is not asked about again.
    with world.acting("adviser") as actor:
        spot = Hotspot.objects.visible_to(actor).get()
    change = {**FORM, **NEAR, "priority": "critical", "revision": "1", "reason": "Two attacks."}
    sent(client, "change", [spot.pk], change)
    with pytest.raises(SeemsToName):
        listed(world, **NEAR)
    with words_kept(["Sheikh Othman", "Dr Lang"]):
        assert listed(world, **NEAR).place_said == HOSPITAL


def test_a_pasted_row_is_asked_about_as_well(world: World) -> None:
    client = world.client("adviser")
    given = {"table": f"Place\tPriority\tPhase\n{HOSPITAL}\thigh\tprevention"}
    page = client.post(PASTE, given).content.decode()
    assert "“Sheikh Othman” names no person here" in page and "List 1 hotspot" not in page
    kept = {"kept_words": "Sheikh Othman", "keeps": "on"}
    page = client.post(PASTE, {**given, **kept}).content.decode()
    assert "List 1 hotspot" in page and "checked" in page.partition('name="keeps"')[2].partition(">")[0]
    assert client.post(PASTE, {**given, **kept, "list": ""}).status_code == 302
    assert world.query("SELECT place_said FROM picture_hotspot")[0][0] == HOSPITAL
