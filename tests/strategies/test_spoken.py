"""A passage in another language than its text: read by the rules, the voice and the spelling of its own."""

import io

import docx
import pytest
from django.urls import reverse
from docx.oxml.ns import qn

from pocplan.wording.engine.languages import spoken_in
from strategies.documents.export import export_docx
from strategies.domain.blocks import Typed, add_block
from strategies.queries.strategies import sections_of
from strategies.queries.wording import findings_of
from tests.consultations.stage import drafted
from tests.strategies.documents.test_export import block, body
from tests.world import World

FRENCH = "La mission est neutre, et le cluster a approuvé la stratégie, puisque personne ne s’est opposé à temps."
ENGLISH = "Patrols stay on the road until the market closes, and the elders are told of it."


@pytest.mark.parametrize(
    ("text", "otherwise", "language"),
    [
        (FRENCH, "en", "fr"), (ENGLISH, "fr", "en"), (FRENCH, "fr", "fr"), (FRENCH, "", "fr"),
        ("Comité de protection", "en", "en"), ("The comité de suivi of the territoire", "en", "en"),
        ("The Comité local de la protection de la ville meets on Mondays.", "en", "en"),
        ("", "en", "en"), ("Hesk, 12 km.", "", ""),
        ("تبقى الدوريات على طريق", "en", "en"),
    ],
)  # fmt: skip
def test_a_passage_is_in_another_language_only_beyond_doubt(text: str, otherwise: str, language: str) -> None:
    assert spoken_in(text, otherwise) == language


def test_a_french_passage_of_an_english_text_is_read_by_french_rules_and_marked(world: World) -> None:
    strategy = drafted(world)
    with world.acting("adviser") as actor:
        section = sections_of(actor, strategy)[0]
        for text in (FRENCH, ENGLISH):
            add_block(actor=actor, parent=section, typed=Typed(f"<p>{text}</p>"))
        found = {one.finding.rule for one in findings_of(actor, strategy, "en")}
        assert {"mission_neutral", "endorsed"} & found, found
    page = world.client("adviser").get(reverse("strategies:section", args=[section.pk])).content.decode()
    assert ' lang="fr"><p>La mission est neutre' in page and ' lang="en"><p>Patrols stay' in page


def test_word_spells_and_speaks_it_in_its_own_language() -> None:
    data = export_docx(body(block(f"<p>{ENGLISH}</p>"), block(f"<p>{FRENCH}</p>")), language="en")
    said = {
        line.text: {code.get(qn("w:val")) for code in line._p.iter(qn("w:lang"))}
        for line in docx.Document(io.BytesIO(data)).paragraphs
    }
    assert said[FRENCH] == {"fr-FR"} and said[ENGLISH] == set()
