"""The French catalogue: merged, compiled and complete."""

import gettext
import os
import shutil
from pathlib import Path

import polib
import pytest

from pocplan.dev import extraction, messages
from pocplan.dev.french import spaced
from pocplan.dev.places import CannotStart

PART = """
msgid ""
msgstr "Language: fr"

# a remark
msgid "Approve"
msgstr "Approuver"

msgctxt "month"
msgid "May"
msgstr "mai"

msgid "%(count)s position"
msgid_plural "%(count)s positions"
msgstr[0] "%(count)s position"
msgstr[1] "%(count)s avis"

msgid ""
"Two lines, \\"quoted\\"\\n"
"and a tab\\t"
msgstr ""
"Deux lignes, « citées »\\n"
"et une tabulation\\t"
"""


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    folder = tmp_path / "fr" / "parts"
    folder.mkdir(parents=True)
    (folder / "one.po").write_text(PART, encoding="utf-8")
    return folder


def test_what_is_compiled_is_what_gettext_and_polib_read(parts: Path) -> None:
    assert messages.write() == 4
    folder = parts.parent / "LC_MESSAGES"
    with (folder / "django.mo").open("rb") as handle:
        french = gettext.GNUTranslations(handle)
    assert french.gettext("Approve") == "Approuver"
    assert french.pgettext("month", "May") == "mai"
    assert french.ngettext("%(count)s position", "%(count)s positions", 2) == "%(count)s avis"
    assert french.ngettext("%(count)s position", "%(count)s positions", 0) == "%(count)s position"
    assert (
        french.gettext('Two lines, "quoted"\nand a tab\t') == "Deux lignes, «\u00a0citées\u00a0»\net une tabulation\t"
    )
    by_po = {(e.msgid, e.msgctxt): e.msgstr for e in polib.pofile(str(folder / "django.po"))}
    by_mo = {(e.msgid, e.msgctxt): e.msgstr for e in polib.mofile(str(folder / "django.mo"))}
    assert by_po == by_mo


def test_no_line_of_french_begins_with_a_sign(parts: Path) -> None:
    """Whoever translates types an ordinary space; other signs and other languages keep theirs."""
    told = "Que faire ? « Non » : %(why)s ; voir (a) !"
    assert spaced(told) == told.replace(" ?", "\u00a0?").replace("« ", "«\u00a0").replace(" »", "\u00a0»").replace(
        " :", "\u00a0:"
    ).replace(" ;", "\u00a0;").replace(" !", "\u00a0!")
    for kept in ("https://x.org/?a=1 :b", "12:30", "a :%(x)s", spaced(told), "%(a)s · %(b)s"):
        assert spaced(kept) == kept
    (parts / "two.po").write_text('msgid "Why?"\nmsgstr "Pourquoi ?"\n', encoding="utf-8")
    messages.write()
    with (parts.parent / "LC_MESSAGES" / "django.mo").open("rb") as handle:
        assert gettext.GNUTranslations(handle).gettext("Why?") == "Pourquoi\u00a0?"


def test_the_result_does_not_depend_on_how_the_parts_are_cut(parts: Path) -> None:
    messages.write()
    once = (parts.parent / "LC_MESSAGES" / "django.po").read_bytes()
    (parts / "zero.po").write_text('msgid "Approve"\nmsgstr "Approuver"\n')
    messages.write()
    assert (parts.parent / "LC_MESSAGES" / "django.po").read_bytes() == once


def test_two_parts_that_disagree_are_named(parts: Path) -> None:
    (parts / "two.po").write_text('msgid "Approve"\nmsgstr "Valider"\n')
    with pytest.raises(CannotStart, match=r"two\.po and one\.po translate “Approve” differently"):
        messages.write()


@pytest.mark.parametrize(("text", "said"), [('msgid "x', "line 1"), ('#, fuzzy\nmsgid "x"\nmsgstr "y"', "fuzzy")])
def test_a_part_that_is_broken_or_unsettled_is_refused(parts: Path, text: str, said: str) -> None:
    (parts / "two.po").write_text(text)
    with pytest.raises(CannotStart, match=said):
        messages.write()


@pytest.mark.skipif(
    not shutil.which("xgettext") and not os.environ.get("POCPLAN_CI"), reason="xgettext (package gettext) is missing"
)
def test_every_message_in_use_has_its_french() -> None:
    assert extraction.untranslated() == []


@pytest.mark.skipif(
    not shutil.which("xgettext") and not os.environ.get("POCPLAN_CI"), reason="xgettext (package gettext) is missing"
)
def test_extraction_sees_code() -> None:
    assert ("English", "") in {entry.key for entry in extraction.used()}


def test_every_french_sentence_keeps_the_places_of_its_original() -> None:
    import re

    def places(text: str) -> set[str]:
        return set(re.findall(r"%\(\w+\)[sd]|\{\w*\}|%[sd]", text))

    wrong = [
        entry.key[0]
        for entry in messages.merge()
        for text in entry.translations
        if places(text) - places(entry.key[0] + entry.words.get("msgid_plural", ""))
    ]
    assert wrong == []
