"""A mission's style template: a Word file of which nothing but its looks is kept."""

import io
import re
import zipfile
from copy import deepcopy
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from docx.enum.section import WD_ORIENTATION
from docx.oxml import parse_xml
from docx.shared import Twips
from lxml import etree

from strategies.documents.blank import blank
from strategies.documents.errors import UnusableFile
from strategies.documents.ooxml import A, Element, R, W, attribute, is_on, parse, read_looks, read_relations
from strategies.documents.pictures import pictures_in
from strategies.documents.safety import MAIN, MEGABYTE, Package, open_docx
from strategies.documents.template_pages import Pictures, Story, page_of
from strategies.documents.template_styles import Lists, Said, Styles, name, only_plain
from strategies.enums.style import Dropped

LARGEST_TEMPLATE = 5 * MEGABYTE
_MOST_MARKUP = 10 * MEGABYTE  # read while somebody waits; looks alone have one or two
_MOST_FONTS = 1000
MOST_SAID = 20  # of each kind
TOO_MUCH = _(
    "There is far more in this file than looks: take its text and its large pictures out, save it again and send that."
)
_KINDS = {"default": "", "first": "first_page_", "even": "even_page_"}
_FONT = {"altName", "panose1", "charset", "family", "notTrueType", "pitch", "sig"}
_EMBEDDED = re.compile(r"^word/(embeddings|activeX|charts|diagrams|ink)/", re.IGNORECASE)
_COMMENTS = re.compile(r"^word/comments", re.IGNORECASE)
_TRACKED = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange")
_TELLING = {"creator", "lastModifiedBy", "title", "subject", "keywords", "description", "category", "contentStatus",
            "Company", "Manager", "Template", "HyperlinkBase"}  # fmt: skip
_COLOURS, _FONTS = 12, 2


class Cleaned(NamedTuple):
    """What is kept of a file, as a file of its own, and what is not, by kind."""

    content: bytes
    said: dict[str, list[str]]


def clean_template(data: bytes) -> Cleaned:
    """The looks of a Word file in a new file of ours, into which nothing is copied that is not known to be harmless.

    Raises UnusableFile for everything that open_docx refuses, and for a header that leaves the text no room.
    """
    package = open_docx(data, limit=LARGEST_TEMPLATE)
    if sum(map(len, package.markup.values())) > _MOST_MARKUP:
        raise UnusableFile(TOO_MUCH, "file")
    said: Said = {}
    root = parse(package.markup[MAIN])
    _say_what_goes(data, package, root, said)
    document = blank()
    parts = {str(part.partname): part for part in document.part.package.iter_parts()}
    lists = Lists(parts["/word/numbering.xml"].element, _tree(package, "word/numbering.xml"), said)
    styles = Styles(parts["/word/styles.xml"].element, _tree(package, "word/styles.xml"), lists, said)
    keys = set(styles.keys)
    parts["/word/styles.xml"]._element = _ours(styles.root)
    parts["/word/numbering.xml"]._element = _ours(lists.without_strange(keys))
    _join_theme(parts["/word/theme/theme1.xml"], _tree(package, _target(package, "theme")))
    _join_fonts(parts["/word/fontTable.xml"], _tree(package, "word/fontTable.xml"), said)
    _lay_out(document, root, package, said)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        _write_stories(document, root, package, packed, keys, said)
    content = _saved(document)
    if len(content) > LARGEST_TEMPLATE:
        raise UnusableFile(TOO_MUCH, "file")
    return Cleaned(content, {kind: [what for what in found if what][:MOST_SAID] for kind, found in said.items()})


def _tree(package: Package, part: str) -> Element | None:
    content = package.markup.get(part)
    return parse(content) if content else None


def _target(package: Package, kind: str) -> str:
    return next((one.target for one in read_relations(package).values() if one.kind == kind), "")


def _ours(root: Element) -> Any:
    return parse_xml(etree.tostring(root))


def _saved(document: Any) -> bytes:
    properties, out = document.core_properties, io.BytesIO()
    properties.author = properties.last_modified_by = properties.comments = properties.title = ""
    document.save(out)
    return out.getvalue()


def _say_what_goes(data: bytes, package: Package, root: Element, said: Said) -> None:
    """Everything that is left behind beside styles and headers, which speak for themselves."""
    names = [*package.markup, *package.others]
    tells = {
        Dropped.MACROS: bool(package.macros),
        Dropped.OBJECTS: any(_EMBEDDED.match(one) for one in names) or next(root.iter(W + "object"), None) is not None,
        Dropped.COMMENTS: any(_COMMENTS.match(one) for one in names),
        Dropped.TRACKED: any(next(root.iter(W + tag), None) is not None for tag in _TRACKED),
        Dropped.BODY: any((one.text or "").strip() for one in root.iter(W + "t", W + "delText")),
        Dropped.CUSTOM: any(one.lower().startswith("customxml/") for one in names),
        Dropped.PROPERTIES: _tells_of_people(package),
        Dropped.FONTS: any(one.startswith("word/fonts/") for one in names),
        Dropped.PLACE: pictures_in(data, package.others)[1] > 0,
    }
    for kind, is_there in tells.items():
        if is_there:
            name(said, kind)
    for part, content in package.markup.items():
        if part.endswith(".rels"):
            _say_outside(parse(content), said)


def _say_outside(relations: Element, said: Said) -> None:
    for one in relations:
        if str(one.get("Type", "")).endswith("/attachedTemplate"):
            name(said, Dropped.ATTACHED)
        elif one.get("TargetMode") == "External":
            name(said, Dropped.OUTSIDE)


def _tells_of_people(package: Package) -> bool:
    if "docProps/custom.xml" in package.markup:
        return True
    trees = [_tree(package, f"docProps/{part}.xml") for part in ("core", "app")]
    fields = [one for tree in trees if tree is not None for one in tree]
    return any(str(one.tag).rpartition("}")[2] in _TELLING and (one.text or "").strip() for one in fields)


def _join_theme(part: Any, given: Element | None) -> None:
    """Its colours and its fonts in our theme; pictures and effects of a theme have no place in a text."""
    if given is None:
        return
    ours = parse(part.blob)
    for tag, fewest in (("clrScheme", _COLOURS), ("fontScheme", _FONTS)):
        new, old = given.find(f".//{A}{tag}"), ours.find(f".//{A}{tag}")
        if new is None or old is None:
            continue
        new = deepcopy(new)
        for one in list(new.iter()):
            is_known = one.tag.startswith(A) and one.tag not in (A + "extLst", A + "blip", A + "hlinkClick")
            if not is_known and one.getparent() is not None:
                one.getparent().remove(one)
            one.text = one.tail = None
            for key in [key for key in one.attrib if "}" in key]:
                del one.attrib[key]
        new.set("name", "Mission")
        if len(new) == fewest:
            old.getparent().replace(old, new)
    etree.cleanup_namespaces(ours)
    part._blob = etree.tostring(ours, xml_declaration=True, encoding="UTF-8", standalone=True)


def _join_fonts(part: Any, given: Element | None, said: Said) -> None:
    if given is None or given.tag != W + "fonts":
        return
    if len(given) > _MOST_FONTS:
        raise UnusableFile(TOO_MUCH, "file")
    for one in list(only_plain(given, said)):
        for inner in list(one):
            if inner.tag.removeprefix(W) not in _FONT:
                one.remove(inner)
        if one.tag != W + "font" or not one.get(W + "name"):
            given.remove(one)
    part._blob = etree.tostring(given, xml_declaration=True, encoding="UTF-8", standalone=True)


def _lay_out(document: Any, root: Element, package: Package, said: Said) -> None:
    sections = list(root.iter(W + "sectPr"))
    page, ours = page_of(sections, said), document.sections[0]
    if page:
        ours.page_width, ours.page_height = (Twips(page["size"][side]) for side in "wh")
        is_wide = page["size"]["w"] > page["size"]["h"]
        ours.orientation = WD_ORIENTATION.LANDSCAPE if is_wide else WD_ORIENTATION.PORTRAIT
        for side in ("top", "bottom", "left", "right"):
            setattr(ours, f"{side}_margin", Twips(page["margins"][side]))
        ours.header_distance, ours.footer_distance = (Twips(page["margins"][one]) for one in ("header", "footer"))
    settings = _tree(package, "word/settings.xml")
    ours.different_first_page_header_footer = bool(sections) and is_on(sections[-1], "titlePg")
    document.settings.odd_and_even_pages_header_footer = is_on(settings, "evenAndOddHeaders")


def _write_stories(
    document: Any, root: Element, package: Package, packed: zipfile.ZipFile, keys: set[str], said: Said
) -> None:
    """The headers and footers of the last section, which takes over from those before it what it does not say."""
    found: dict[tuple[str, str], str] = {}
    relations, looks = read_relations(package), read_looks(package)
    for one in root.iter(W + "headerReference", W + "footerReference"):
        target = relations.get(one.get(R + "id", ""))
        if target is not None and not target.is_outside and target.target in package.markup:
            found[one.tag.removeprefix(W).removesuffix("Reference"), attribute(one, "type") or "default"] = (
                target.target
            )
    drawn = Pictures(packed)
    for (side, kind), part in found.items():
        if kind in _KINDS:
            into = getattr(document.sections[0], f"{_KINDS[kind]}{side}")
            Story(into, read_relations(package, part), drawn, looks, keys, said).write(parse(package.markup[part]))
