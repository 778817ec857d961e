"""A response form goes out as Word, comes back filled in, is looked at, and lands once under the name chosen."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from strategies.documents.errors import UnusableFile
from strategies.documents.response_form import form_docx, read_form
from strategies.models import InnerComment, OffSystem
from strategies.tasks import take_back_waiting_files
from tests.consultations.stage import TEXT, inside, opened
from tests.world import World

BODY: dict[str, Any] = {
    "header": {"title": "T"},
    "sections": [
        {"key": "s1", "title": "Purpose", "blocks": [{"key": "b1", "html": f"<p>{TEXT}</p>"}], "rows": []},
        {"key": "s2", "title": "Threats", "blocks": [{"key": "b2", "html": "<p>Looting.</p>"}], "rows": []},
    ],
}
DIGEST = "ab" * 32


def filled(content: bytes, answers: Mapping[str, tuple[str, ...]]) -> bytes:
    """What somebody types in Word: words into the cells beside these."""
    file = docx.Document(io.BytesIO(content))
    for table in file.tables:
        for row in table.rows:
            for cell, words in zip(row.cells[1:], answers.get(row.cells[0].text, ()), strict=False):
                cell.text = words
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def form(language: str = "en") -> bytes:
    return form_docx(BODY, title="T", digest=DIGEST, language=language)


def read(answers: Mapping[str, tuple[str, ...]], language: str = "en") -> Any:
    return read_form(filled(form(language), answers), BODY, digest=DIGEST, language=language)


def test_each_cell_finds_its_place_and_what_does_not_is_said() -> None:
    found = read(
        {
            "Organisation": ("Safran Relief",),
            "Day": ("20.11.2026",),
            "Concern": ("x",),
            "Reason, needed for a concern or an objection": ("The road is cut.",),
            "1. Purpose": ("Which market?", "until the market closes", ""),
            "2. Threats": ("", "Nowhere in it", "Looting at night."),
            "Anything else": ("Thank you.",),
        }
    )
    assert (found.answered.organisation, found.answered.day) == ("Safran Relief", "2026-11-20")
    assert (found.answered.position, found.answered.reason) == ("concern", "The road is cut.")
    assert [(one.place, one.quote, one.words, one.suggestion) for one in found.said] == [
        ("b1", "until the market closes", "Which market?", ""),
        ("s2", "Nowhere in it", "", "Looting at night."),
        ("", "", "Thank you.", ""),
    ]
    unclear = read({"Day": ("soon",), "Concern": ("x",), "Objection": ("x",), "1. Purpose": ("", "Patrols", "")})
    assert [one.reason for one in unclear.lost] == ["day", "several", "nothing"]
    assert (unclear.answered.position, unclear.answered.day, unclear.said) == ("", "", [])
    # A title as French writes it finds its section, spaces that do not break and all.
    body = {"header": BODY["header"], "sections": [{**BODY["sections"][0], "title": "Objet\u00a0: les marchés"}]}
    made = form_docx(body, title="T", digest=DIGEST, language="fr")
    told = read_form(filled(made, {"1. Objet\u00a0: les marchés": ("Lesquels ?",)}), body, digest=DIGEST, language="fr")
    assert told is not None and [one.words for one in told.said] == ["Lesquels ?"] and not told.lost
    french = read({"Réserve": ("x",), "1. Purpose": ("Quel marché ?",)}, "fr")
    assert french.answered.position == "concern" and len(french.said) == 1
    assert form() == form()  # no hour of making in it


def test_the_form_of_another_text_is_refused_and_another_file_is_no_form() -> None:
    with pytest.raises(UnusableFile, match="another version"):
        read_form(form(), BODY, digest="cd" * 32, language="en")
    plain = io.BytesIO()
    docx.Document().save(plain)
    assert read_form(plain.getvalue(), BODY, digest=DIGEST, language="en") is None


def test_a_form_lands_once_and_off_system_is_shown_nowhere(world: World, tmp_path: Path, settings: Any) -> None:
    settings.STATE_DIR = tmp_path
    opened(world)
    text = inside(world)
    lead, address = world.client("cluster.lead"), reverse("consultations:return_file", args=[text.pk])
    blank = reverse("consultations:text_form", args=[text.pk])
    assert blank in lead.get(address).text and world.client("adviser").get(blank).status_code == 404
    empty = lead.get(blank).content
    assert TEXT not in str([line.text for line in docx.Document(io.BytesIO(empty)).paragraphs])
    title = text.body["sections"][0]["title"]
    answers = {"Organisation": ("Nobody Yet",), "Objection": ("x",), f"1. {title}": ("Which market?", "Besh Valley")}

    def sent(more: Mapping[str, tuple[str, ...]]) -> str:
        file = SimpleUploadedFile("form.docx", filled(empty, {**answers, **more}))
        page = str(lead.post(address, {"file": file})["Location"])
        take_back_waiting_files()
        return page

    page = sent({})
    shown = lead.get(page).text
    assert "Position: Objection" in shown and "Which market?" in shown and 'value="Nobody Yet"' in shown
    for turn in range(2):  # the second time with other bytes and the same answers
        assert lead.post(page, {"name_1": "Safran Relief"}).status_code == 302
        take_back_waiting_files()
        with world.acting("cluster.lead") as actor:
            said = [(one.organisation, one.words) for one in InnerComment.objects.visible_to(actor).filter(text=text)]
            kept = list(OffSystem.objects.visible_to(actor))
        assert said == [("Safran Relief", "Response form. Position: Objection."), ("Safran Relief", "Which market?")]
        assert [(one.organisation, one.agreement, one.note_id) for one in kept] == [("Safran Relief", "", None)]
        page = sent({"Day": (f"soon, {turn}",)})
        assert "taken in before" in lead.get(page).text
    for who in ("adviser", "cluster.member"):
        with world.acting(who) as actor:
            assert not OffSystem.objects.visible_to(actor).exists()
