"""The language that a writer sets for a passage wins over the guess, and goes wherever the text goes."""

import io
from collections.abc import Sequence
from uuid import uuid4

import docx
import pytest
from django.urls import reverse
from docx.oxml.ns import qn

from strategies.documents.clean import clean
from strategies.documents.export import export_docx
from strategies.documents.markup import running, to_html, to_text
from strategies.documents.paper import export_pdf
from strategies.documents.redline import redline
from strategies.documents.word import read_docx
from strategies.domain.blocks import Typed, add_block
from strategies.domain.clearances import ask_clearance
from strategies.queries.strategies import blocks_of_section, sections_of
from strategies.queries.versions import latest_version
from strategies.queries.wording import findings_of
from strategies.templatetags.set_text import as_set
from strategies.templatetags.strategy_text import prose
from tests.consultations.stage import drafted
from tests.strategies.documents.test_export import block, body
from tests.world import World

FRENCH = "La mission est neutre, et le cluster a approuvé la stratégie, puisque personne ne s’est opposé à temps."
ENGLISH = "Patrols stay on the road until the market closes, and the elders are told of it."
ARABIC = "تبقى الدوريات على الطريق"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ('<p lang="fr">x</p>', '<p lang="fr">x</p>'), ('<p lang="FR-ca">x</p>', '<p lang="fr">x</p>'),
        ('<p lang="ar-SA" dir="rtl">x</p>', '<p lang="ar">x</p>'), ('<p lang="de">x</p>', "<p>x</p>"),
        ('<p lang="fr&quot; onclick=&quot;x">x</p>', "<p>x</p>"), ('<p lang="">x</p>', "<p>x</p>"),
        ('<p><em lang="fr">x</em> <span lang="ar">y</span></p>', "<p><em>x</em> y</p>"),
        ('<p title="Amina">x <strong title="y" lang="fr">z</strong></p>', "<p>x <strong>z</strong></p>"),
        ('<ul lang="en-GB"><li lang="fr">x</li></ul>', '<ul lang="en"><li lang="fr">x</li></ul>'),
        ('<table><tbody><tr><td lang="ar">x</td></tr></tbody></table>',) * 2,
    ],
)  # fmt: skip
def test_of_what_is_pasted_only_known_languages_of_passages_stay(sent: str, kept: str) -> None:
    assert clean(sent) == clean(clean(sent)) == kept


@pytest.mark.parametrize(
    ("html", "typed"),
    [
        ('<p lang="fr">Une <strong>route</strong>.</p><p>A road.</p>', "{fr} Une **route**.\n\nA road."),
        ('<h3 lang="ar">عنوان</h3>', "### {ar} عنوان"),
        ('<ul><li lang="fr">Une route</li><li>A road</li></ul>', "- {fr} Une route\n- A road"),
        ('<blockquote lang="fr"><p>Une.</p></blockquote>', '<blockquote lang="fr">\n\nUne.\n\n</blockquote>'),
    ],
)  # fmt: skip
def test_it_is_typed_with_a_sign_and_comes_back(html: str, typed: str) -> None:
    assert to_text(html) == typed
    assert clean(to_html(typed)[0]) == html


def test_tables_and_lists_keep_it_in_the_plain_field() -> None:
    table = '<table><thead><tr><th lang="fr">Route</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>'
    assert clean(to_html(to_text(table))[0]) == table
    assert clean(to_html(to_text('<ol lang="fr"><li>Une</li></ol>'))[0]) == '<ol><li lang="fr">Une</li></ol>'
    assert to_html("Not {fr} here, nor {de} there.")[0] == "<p>Not {fr} here, nor {de} there.</p>"
    assert running(f'<p lang="fr">{FRENCH}</p><p>{ENGLISH}</p>') == f"{FRENCH}\n\n{ENGLISH}"


def test_a_page_reads_each_in_its_own_direction() -> None:
    said = prose(
        f'<p lang="ar">Karuna, {ARABIC}</p><p lang="fr">{ARABIC}, dit-on.</p><ul lang="ar"><li>12 km</li></ul>'
    )
    assert f'<p lang="ar" dir="rtl">Karuna, {ARABIC}' in said
    assert f'<p lang="fr" dir="ltr">{ARABIC}, dit-on.' in said
    assert '<ul lang="ar" dir="rtl"><li dir="rtl" lang="ar">12 km' in said
    assert prose(f"<ul><li>{ARABIC}</li><li>Karuna</li></ul>").startswith('<ul><li dir="rtl" lang="ar">')
    assert prose("<p>Karuna</p>") == "<p>Karuna</p>" and f'<p dir="rtl" lang="ar">{ARABIC}' in prose(f"<p>{ARABIC}</p>")
    assert 'lang="fr"' in as_set('<p lang="fr">x</p>')


def test_the_check_reads_what_was_set_by_its_rules_and_the_rest_by_its_own(world: World) -> None:
    strategy = drafted(world)
    with world.acting("adviser") as actor:
        section = sections_of(actor, strategy)[0]

        def rules(html: str) -> set[str]:
            add_block(actor=actor, parent=section, typed=Typed(html))
            found = findings_of(actor, strategy, "en")
            last = blocks_of_section(actor, section).count()
            return {one.finding.rule for one in found if one.spot.number == last and one.spot.section == 1}

        guessed, set_right = rules(f"<p>{FRENCH}</p>"), rules(f'<p lang="fr">{FRENCH}</p>')
        assert guessed == set_right != set()
        short = "La mission est neutre."
        assert "mission_neutral" not in rules(f"<p>{short}</p>")
        assert "mission_neutral" in rules(f'<p lang="fr">{short}</p>')
        both = rules(f'<p lang="fr">{short}</p><p>The mission is neutral.</p>')
        assert "mission_neutral" in both
        assert rules(f'<p lang="ar">{FRENCH}</p>') == guessed, "a language without rules hides nothing"


def of_word(data: bytes) -> dict[str, tuple[set[str], bool]]:
    """Of each line the codes that its runs say, and whether it runs leftward."""
    return {
        line.text: (
            {code.get(qn("w:val")) or code.get(qn("w:bidi")) for code in line._p.iter(qn("w:lang"))},
            line._p.find(qn("w:pPr") + "/" + qn("w:bidi")) is not None,
        )
        for line in docx.Document(io.BytesIO(data)).paragraphs
    }


def test_word_is_told_and_tells_it_again() -> None:
    html = (
        f'<p lang="fr">Karuna.</p><p lang="en">{ENGLISH}</p><p lang="ar">Hesk</p><p>{ENGLISH} Again.</p>'
        f'<p lang="fr">{ARABIC}</p><ul><li lang="fr">Une route</li><li>A road</li></ul>'
    )
    plain = "".join(f"<p>A line of {number}.</p>" for number in range(9))
    data = export_docx(body(block(html), block(plain)), language="en")
    said = of_word(data)
    assert said["Karuna."] == ({"fr-FR"}, False) and said[ENGLISH] == ({"en-GB"}, False)
    assert said["Hesk"] == ({"ar-SA"}, True) and said[ARABIC] == ({"fr-FR"}, False)
    assert said[f"{ENGLISH} Again."] == (set(), False)
    back = "".join(one.html for section in read_docx(data).sections for one in section.blocks)
    for part in (
        '<p lang="fr">Karuna.</p>', f'<p lang="en">{ENGLISH}</p>', '<p lang="ar">Hesk</p>',
        f'<p lang="fr">{ARABIC}</p>', '<li lang="fr">Une route</li>', "<li>A road</li>", "<p>A line of 3.</p>",
    ):  # fmt: skip
        assert part in back


def test_what_a_program_says_of_every_line_is_nobodys_choice() -> None:
    """Word writes the language of the keyboard into each run of a file."""
    file = docx.Document()
    for number in range(6):
        run = file.add_paragraph().add_run(f"Ligne {number}")
        code = run._r.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "fr-FR" if number else "en-US"})
        run._r.rPr.append(code)
    kept = io.BytesIO()
    file.save(kept)
    blocks = [one.html for section in read_docx(kept.getvalue()).sections for one in section.blocks]
    assert blocks[:2] == ['<p lang="en">Ligne 0</p>', "<p>Ligne 1</p>"]


def lines_of(data: bytes, language: str = "en") -> list[str]:
    return [one.html for one in read_docx(data, language=language).blocks if one.level == 0]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_file_of_ours_keeps_the_language_of_each_passage_also_where_most_have_one(language: str) -> None:
    most = [f'<p lang="fr">Karuna {number}.</p>' for number in range(6)]
    others = ['<p lang="ar">Hesk</p>', '<p lang="en">Besh</p>', "<p>A line.</p>", '<ul><li lang="fr">Une</li></ul>']
    text = body(*({**block(html), "key": str(uuid4())} for html in (*most, *others)))
    assert lines_of(export_docx(text, language=language), language) == [*most, *others]
    for told in ("fr", "en", "ar"):
        same = [f'<p lang="{told}">Karuna {number}.</p>' for number in range(3)]
        text = body(*({**block(html), "key": str(uuid4())} for html in same))
        assert lines_of(export_docx(text, language=language), language) == same


def typed(lines: Sequence[tuple[str, str]]) -> bytes:
    """A file of another program, of which each run says a language, or none."""
    file = docx.Document()
    for words, code in lines:
        run = file.add_paragraph().add_run(words)
        if code:
            name = qn("w:bidi" if code == "ar-SA" else "w:val")
            run.font.rtl = code == "ar-SA" or None
            run._r.get_or_add_rPr().append(run._r.makeelement(qn("w:lang"), {name: code}))
    kept = io.BytesIO()
    file.save(kept)
    return kept.getvalue()


def test_what_most_of_a_file_says_counts_where_its_words_bear_it_out() -> None:
    short = [("Bref.", "fr-FR"), ("Brief.", "en-US"), ("None.", "")]
    french = typed([(FRENCH, "fr-FR"), (FRENCH, "fr-FR"), (FRENCH, "fr-FR"), *short])
    set_fr, rest = [f'<p lang="fr">{FRENCH}</p>'] * 3, ['<p lang="en">Brief.</p>', "<p>None.</p>"]
    assert lines_of(french, "en") == [*set_fr, '<p lang="fr">Bref.</p>', *rest]
    assert lines_of(french, "fr") == [*[f"<p>{FRENCH}</p>"] * 3, "<p>Bref.</p>", *rest], "it is the text's own"
    by_keyboard = typed([(ENGLISH, "fr-FR")] * 3)
    assert lines_of(by_keyboard, "en") == [f"<p>{ENGLISH}</p>"] * 3
    assert lines_of(typed([(ARABIC, "ar-SA"), ("Hesk", "ar-SA")]), "en") == [
        f'<p lang="ar">{ARABIC}</p>', '<p lang="ar">Hesk</p>',
    ]  # fmt: skip


def test_the_pdf_and_the_comparison_tell_it() -> None:
    before, after = body(block("<p>Karuna.</p>")), body(block('<p lang="fr">Karuna.</p>'))
    (change,) = redline(before, after).sections[0].blocks
    assert (change.status, change.is_respoken, change.html) == ("changed", True, '<p lang="fr">Karuna.</p>')
    (same,) = redline(after, after).sections[0].blocks
    assert (same.status, same.is_respoken) == ("same", False)
    assert b"(fr)" in _bare_pdf(export_pdf(after, seed="x")) and b"(fr)" not in _bare_pdf(export_pdf(before, seed="x"))


def _bare_pdf(data: bytes) -> bytes:
    from pypdf import PdfReader

    tree = PdfReader(io.BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    found: list[str] = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            found.append(f"({node.get('/Lang', '')})")
            walk(node.get("/K"))

    walk(tree["/K"])
    return "".join(found).encode()


def test_it_is_frozen_with_the_text(world: World) -> None:
    strategy = drafted(world)
    with world.acting("adviser") as actor:
        section = sections_of(actor, strategy)[0]
        add_block(actor=actor, parent=section, typed=Typed('<p lang="ar-EG">Hesk</p>'))
        ask_clearance(actor=actor, strategy=strategy, components=["police"])
        version = latest_version(actor, strategy)
        assert version is not None and '<p lang="ar">Hesk</p>' in str(version.body["sections"][0]["blocks"])
    page = world.client("adviser").get(reverse("strategies:section", args=[section.pk])).text
    assert '<p lang="ar" dir="rtl">Hesk</p>' in page
