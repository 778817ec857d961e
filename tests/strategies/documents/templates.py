"""Word files that somebody may send as a style template, the worst among them."""

import io
import re
import zipfile
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from PIL import Image

SECRET = "Quarry Lane"  # stands wherever nothing may be kept
HEAD = "United Nations Mission in Orvane"


def photograph(kind: str = "JPEG") -> bytes:
    """A picture that tells where it was taken, and by whom."""
    picture, out, exif = Image.new("RGB", (60, 30), "navy"), io.BytesIO(), Image.Exif()
    exif[0x010E] = SECRET
    exif.get_ifd(0x8825).update({1: "N", 2: (4.0, 3.0, 2.0)})
    picture.save(out, kind, exif=exif)
    return out.getvalue() + SECRET.encode()


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def house() -> Any:
    """A mission's own looks: letters, colours, page, a header on the first page, even ones and the rest."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height, page.left_margin = Cm(21), Cm(29.7), Cm(2)
    page.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    for story, words in (
        (page.header, HEAD), (page.first_page_header, f"{HEAD} first"), (page.even_page_header, f"{HEAD} even"),
        (page.footer, "Headquarters, Lomé Road"), (page.first_page_footer, "First foot"),
    ):  # fmt: skip
        story.paragraphs[0].text = words
    page.header.paragraphs[0].add_run().add_picture(io.BytesIO(photograph()), width=Cm(3))
    heading = document.styles["Heading 1"]
    heading.font.name, heading.font.size, heading.font.color.rgb = "Georgia", Pt(21), RGBColor(0, 0x66, 0x33)
    document.styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(7)
    return document


def field(line: Any, code: str, shown: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
        run = line.add_run()
        if kind == "shown":
            run.text = text
            continue
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        part.text = text
        if kind:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def hostile() -> bytes:
    """House looks, and with them everything that must not be kept."""
    document = house()
    page, line = document.sections[0], document.sections[0].header.add_paragraph()
    for code, shown in (
        ("PAGE", "7"), (f'INCLUDETEXT "C:\\\\{SECRET}.docx"', "included"), (f"DDEAUTO cmd {SECRET}", "calc"),
        (f"MACROBUTTON Run{SECRET} x", "press"), (f'HYPERLINK "http://{SECRET}"', "site"), ("NUMPAGES", "9"),
    ):  # fmt: skip
        field(line, code, shown)
    line._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="LINK {SECRET}"><w:r><w:t>linked</w:t></w:r></w:fldSimple>')
    )
    line._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:author="{SECRET}"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>')
    )
    line._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:author="{SECRET}"><w:r><w:t>came</w:t></w:r></w:ins>'))
    line._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:pict><w:t>{SECRET}</w:t></w:pict></w:r>"))
    body = document.add_paragraph(SECRET)
    document.add_comment(body.runs, SECRET, author=SECRET, initials="Q")
    document.core_properties.author = SECRET
    hidden = OxmlElement("w:vanish")
    line.add_run(SECRET).font.hidden = True
    document.styles["Heading 3"].element.get_or_add_rPr().append(hidden)
    page.header.paragraphs[0].paragraph_format.space_before = Pt(900)
    return repacked(saved(document), {
        "word/vbaProject.bin": SECRET.encode(),
        "word/embeddings/oleObject1.bin": SECRET.encode(),
        "customXml/item9.xml": f"<x>{SECRET}</x>".encode(),
        "docProps/custom.xml": f"<x>{SECRET}</x>".encode(),
        "word/_rels/settings.xml.rels": _outside("attachedTemplate"),
        "word/_rels/header9.xml.rels": _outside("hyperlink"),
    })  # fmt: skip


def _outside(kind: str) -> bytes:
    space = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" TargetMode="External"'
        f' Type="{space}/officeDocument/2006/relationships/{kind}" Target="http://{SECRET}/x"/></Relationships>'
    ).encode()


def repacked(data: bytes, more: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            if one not in more:
                new.writestr(one, old.read(one))
        for one, content in more.items():
            new.writestr(one, content)
    return out.getvalue()


def rewritten(data: bytes, part: str, pattern: str, by: str) -> bytes:
    """One part of a file with something in its markup put another way."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        old = packed.read(part).decode()
    new = re.sub(pattern, by, old, flags=re.DOTALL)
    assert new != old, pattern
    return repacked(data, {part: new.encode()})


def everything(data: bytes) -> bytes:
    """All that a file holds, unpacked, as one string to search."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return b"\n".join([one.encode() + b"\n" + packed.read(one) for one in packed.namelist()])
