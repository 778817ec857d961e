"""The document that an export begins with: the library's own, or the mission's style template as it was cleaned."""

import io
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

Node = Any  # of python-docx, which brings no types

# A picture of the library's first page, a second copy of its styles and an empty bibliography.
_BAGGAGE = ("/thumbnail", "/stylesWithEffects", "/customXml")
# Said again at each run of ours, because a template's styles may say otherwise: white, hidden, tiny, of signs.
_PLAIN_RUN = (
    '<w:rPr {ns}><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:i w:val="0"/>'
    '<w:caps w:val="0"/><w:smallCaps w:val="0"/><w:strike w:val="0"/><w:dstrike w:val="0"/><w:outline w:val="0"/>'
    '<w:shadow w:val="0"/><w:emboss w:val="0"/><w:imprint w:val="0"/><w:vanish w:val="0"/><w:webHidden w:val="0"/>'
    '<w:color w:val="000000"/><w:spacing w:val="0"/><w:w w:val="100"/><w:position w:val="0"/><w:sz w:val="18"/>'
    '<w:szCs w:val="18"/><w:highlight w:val="none"/><w:u w:val="none"/><w:effect w:val="none"/>'
    '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/><w:vertAlign w:val="baseline"/></w:rPr>'
)
_PLAIN_LINE = (
    '<w:pPr {ns}><w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>'
    '<w:spacing w:before="0" w:after="60" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>'
)


def blank(template: bytes = b"") -> Node:
    """An empty document to write into; what the library's own brings along unasked is taken out of it."""
    document: Node = docx.Document(io.BytesIO(template) if template else None)
    for of in (document.part.package.rels, document.part.rels):
        for key in [key for key, one in of.items() if one.reltype.endswith(_BAGGAGE)]:
            del of[key]
    return document


def stories(document: Node) -> list[tuple[Node, Node]]:
    """The header and the footer of every kind of page that the document tells apart."""
    page = document.sections[0]
    found = [(page.header, page.footer)]
    if page.different_first_page_header_footer:
        found.append((page.first_page_header, page.first_page_footer))
    if document.settings.odd_and_even_pages_header_footer:
        found.append((page.even_page_header, page.even_page_footer))
    return found


def first_line(story: Node) -> Node:
    """A line of ours, in front of whatever a template has in this header or footer."""
    if story.is_linked_to_previous:
        return story.paragraphs[0]
    line = OxmlElement("w:p")
    story._element.insert(0, line)
    return Paragraph(line, story)


def dress_plainly(line: Node) -> None:
    """Black on white, in a size that is read, above the rest: whatever the styles of a template ask for."""
    if line._p.pPr is not None:
        line._p.remove(line._p.pPr)
    line._p.insert(0, parse_xml(_PLAIN_LINE.format(ns=nsdecls("w"))))
    for run in line.runs:
        if run._r.rPr is not None:
            run._r.remove(run._r.rPr)
        run._r.insert(0, parse_xml(_PLAIN_RUN.format(ns=nsdecls("w"))))
