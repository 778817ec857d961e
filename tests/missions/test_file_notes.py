"""What is noticed of a file of events as a whole."""

import pytest
from django.utils import translation

from missions.queries.incident_imports import notes_of
from pocplan.access.actor import Actor
from tests.missions.test_incident_imports import analyst, read, table  # noqa: F401


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (table({"what happened": "Réunion à Bésh"}).decode().encode("cp1252"), "Windows-1252"),
        (b"\xef\xbb\xbf" + table({}), "with a mark"),
        (table({}).replace(b"reference,", b"reference,,").replace(b'"R1",', b'"R1","x",'), "has no name"),
    ],
)
def test_what_was_noticed_of_the_file_is_said(analyst: Actor, content: bytes, note: str) -> None:  # noqa: F811
    row, _path = read(analyst, content)
    assert any(note in one for one in notes_of(row)), row.notes
    assert row.counts["new"] == 1


def test_what_was_noticed_is_told_in_the_language_of_who_reads_it(analyst: Actor) -> None:  # noqa: F811
    row, _path = read(analyst, b"\xef\xbb\xbf" + table({}).replace(b"reference,", b"reference,,"))
    row.notes.append("A sentence of former days.")
    with translation.override("fr"):
        encoding, column, kept = notes_of(row)
    assert (encoding, kept) == ("Le fichier est écrit en UTF-8 avec une marque d’ordre.", "A sentence of former days.")
    assert "2" in column and "Column" not in column


def test_a_file_with_the_month_first_casts_doubt_on_its_other_days(analyst: Actor) -> None:  # noqa: F811
    row, _path = read(analyst, table({"date": "02/13/2026"}, {"date": "02/03/2026"}))
    assert row.counts == {"refused": 1, "new": 1, "held": 0}
    assert [note for note in notes_of(row) if "month first" in note]
