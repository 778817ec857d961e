"""Each unusable file gets its own sentence, in words, before anything of it is read."""

import io
import struct
import zipfile
import zlib

import pytest

from strategies.documents import safety
from strategies.documents.errors import UnusableFile
from strategies.documents.safety import check_docx, open_docx
from tests.strategies.documents.files import p, part, word_file, zipped

GOOD = word_file(p("Civilians first."))


def refused(data, **options):
    with pytest.raises(UnusableFile) as caught:
        check_docx(data, **options)
    return str(caught.value)


def with_document(xml):
    return zipped({"word/document.xml": xml})


def test_a_plain_word_file_passes_from_memory_and_from_disk(tmp_path):
    path = tmp_path / "draft.docx"
    path.write_bytes(GOOD)
    check_docx(GOOD)
    check_docx(path)
    assert "word/document.xml" in open_docx(path).markup


def test_pictures_are_named_and_not_kept():
    package = open_docx(zipped({"word/document.xml": part("document", ""), "word/media/a.png": b"x" * 100}))
    assert package.others == ("word/media/a.png",)


def test_macros_are_named_and_not_kept():
    macros = {"word/vbaProject.bin": b"x", "word/vbaData.xml": "<run/>", "word/activeX/activeX1.bin": b"x"}
    package = open_docx(zipped({"word/document.xml": part("document", ""), **macros}))
    assert package.macros == list(macros)
    assert not set(macros) & set(package.markup)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"hello, this is a text", "not a Word file"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (b"%PDF-1.7", "is a PDF"),
        (b"{\\rtf1 x}", "rich text"),
        (safety._OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"), "remove the password"),
        (safety._OLE + b"\0" * 500 + "WordDocument".encode("utf-16-le"), "old version of Word"),
        (zipped({"word/other.xml": "<a/>"}), "no Word text"),
        (zipped({"xl/workbook.xml": "<a/>"}), "spreadsheet"),
        (zipped({"content.xml": "<a/>"}), "OpenDocument"),
        (zipped({"word/document.xml": "<a/>", "../../etc/passwd": b"x"}), "lead out"),
        (zipped({"word/document.xml": "<a/>", "..\\x.xml": b"x"}), "lead out"),
        (zipped({"word/document.xml": "<a/>", "/x.xml": b"x"}), "lead out"),
        (zipped({"word/document.xml": "<a/>", "C:/x.xml": b"x"}), "lead out"),
        (with_document("<a><b></a>"), "damaged"),
        (with_document(""), "damaged"),
        (with_document('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'), "markup of its own"),
        (with_document('<!DOCTYPE a SYSTEM "http://example.org/x.dtd"><a/>'), "markup of its own"),
        (with_document("<a>" * 500 + "</a>" * 500), "far more"),
        (with_document('<?xml version="1.0" encoding="klingon"?><a/>'), "damaged"),
    ],
)
def test_each_fault_has_its_sentence(data, words):
    sentence = refused(data)
    assert words in sentence
    assert "%(" not in sentence


def test_too_large_says_both_sizes_and_does_not_read_the_file(tmp_path):
    path = tmp_path / "huge.docx"
    with path.open("wb") as file:
        file.truncate(100 * safety.MEGABYTE)
    sentence = refused(path)
    assert "100 MB" in sentence
    assert "25 MB" in sentence
    assert "1 MB" in refused(b"PK" + b"x" * safety.MEGABYTE, limit=safety.MEGABYTE)


def test_a_bomb_is_stopped_while_it_unpacks():
    bomb = zipped({"word/document.xml": "<a/>", "word/media/zeros.bin": b"\0" * (60 * safety.MEGABYTE)})
    assert len(bomb) < safety.MEGABYTE
    assert "far more" in refused(bomb)


def test_a_header_that_lies_about_its_size_is_not_believed():
    name, content = b"word/media/x.bin", b"\0" * (safety.MEGABYTE)
    honest = zipped({"word/document.xml": "<a/>", name.decode(): content})
    lying = honest.replace(struct.pack("<L", len(content)), struct.pack("<L", 10))
    assert lying != honest
    assert "damaged" in refused(lying)


def test_thousands_of_parts_are_a_bomb_too(monkeypatch):
    monkeypatch.setattr(safety, "MOST_PARTS", 50)
    many = {f"word/{n}.xml": "<a/>" for n in range(60)}
    assert "far more" in refused(zipped({"word/document.xml": "<a/>", **many}))


def test_one_name_twice_is_refused_because_two_readers_would_see_two_texts():
    buffer = io.BytesIO(GOOD)
    with zipfile.ZipFile(buffer, "a") as packed, pytest.warns(UserWarning):
        packed.writestr("word/document.xml", "<other/>")
    assert "damaged" in refused(buffer.getvalue())


def test_a_locked_entry_is_a_password():
    flags = bytearray(GOOD)
    central = flags.index(b"PK\x01\x02")
    flags[central + 8] |= 1
    assert "password" in refused(bytes(flags))


def test_every_cut_of_a_good_file_is_refused_and_never_crashes():
    for length in range(1, len(GOOD), 37):
        refused(GOOD[:length])


def test_every_flipped_byte_is_refused_or_read_and_never_crashes():
    for at in range(0, len(GOOD), 11):
        broken = bytearray(GOOD)
        broken[at] ^= 0xFF
        try:
            check_docx(bytes(broken))
        except UnusableFile as error:
            assert str(error)
        except zlib.error:
            pytest.fail("an error of the library came through")
