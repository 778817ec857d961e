"""The template is whole in both languages, and headings of real files find their section."""

import pytest

from pocplan.dev import messages
from strategies.documents.outline import BY_CODE, SECTIONS, match_section


def test_the_template_has_every_section_once():
    assert len(SECTIONS) == len(BY_CODE) == 19
    assert {one.rows for one in SECTIONS} == {"", "threats", "activities", "responsibilities", "bodies", "indicators"}


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.code)
@pytest.mark.parametrize("number", ["", "4. ", "IV. ", "B. ", "3.2 ", "(a) ", "Section 7: ", "Chapitre II – "])
def test_a_title_of_the_template_finds_itself_under_any_numbering(section, number):
    for title in (section.title_en, section.title_fr):
        assert match_section(number + title) == section.code
        assert match_section((number + title).upper()) == section.code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("I.\tMandate", "mandate"),
        ("A.Mandate", "mandate"),
        ("2. Legal basis", "mandate"),
        ("Analyse des menaces et des vulnérabilités", "threats"),
        ("Threat assessment", "threats"),
        ("Protection of children and women", "groups"),
        ("Mécanismes d’alerte précoce", "early_warning"),
        ("5. Civil-military coordination", "humanitarian"),
        ("Working with the protection cluster", "humanitarian"),
        ("Planning assumptions", "context"),
        ("Handover to national authorities", "transition"),
        ("Suivi et évaluation", "monitoring"),
        ("Quick reaction", "early_warning"),
        ("Annex", None),
        ("Table 1", None),
        ("Scheduled maintenance of vehicles", None),
        ("", None),
        ("12.", None),
        ("x" * 5000, None),
    ],
)
def test_headings_as_people_write_them(title, code):
    assert match_section(title) == code


def test_every_guidance_is_there_in_french():
    part = messages.LOCALE / "fr" / "parts" / "outline.po"
    french = {entry.words["msgid"]: entry.words["msgstr"] for entry in messages.read(part)}
    for section in SECTIONS:
        assert french.get(str(section.guidance)), section.code
