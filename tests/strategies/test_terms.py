"""Words of the domain in a text lead to what they mean, and nothing else of the text changes."""

import re

from pocplan.wording.engine.glossary import glossary, met_in
from strategies.documents.glossed import Glossed


def glossed(html: str, language: str, reader: str, page: str) -> str:
    return Glossed(glossary(language, reader), page).linked(html)


def test_terms_are_linked_once_and_no_link_stands_in_a_link() -> None:
    html = '<p>PoC &amp; the <b>PoC</b> site of PoC. <a href="/x">A QIP</a>, "neutral".</p>'
    shown = glossed(html, "en", "fr", "/strategies/terms/")
    assert re.sub(r'<a class="term"[^>]*>(.*?)</a>', r"\1", shown) == html
    assert shown.count('href="/strategies/terms/#poc"') == 1 and "#qip" not in shown
    assert "protection des civils (PDC): Ce qu" in shown and 'href="/strategies/terms/#neutrality"' in shown
    assert glossed(html, "ar", "ar", "/strategies/terms/") == html


def test_the_two_meanings_of_impartial_are_both_told_and_a_poc_site_is_no_poc() -> None:
    (site, impartial) = met_in("The PoC site is impartial.", glossary("en"))
    assert [one.key for one in site.terms] == ["poc_site"]
    assert [one.key for one in impartial.terms] == ["impartiality_mission", "impartiality_humanitarian"]
    (site,) = met_in("Un site de protection des civils.", glossary("fr"))
    assert site.terms[0].key == "poc_site"


def test_a_quotation_mark_in_a_definition_closes_no_attribute() -> None:
    shown = glossed("<p>QIP</p>", "en", "en", '/"><script>')
    assert "<script>" not in shown
