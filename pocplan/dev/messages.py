"""The French catalogue: merged from locale/fr/parts/*.po and compiled, with nothing but Python.

Each topic has a part of its own, so that two people who translate do not meet in one file.
"""

import ast
import os
import shutil
import struct
import sys
from dataclasses import dataclass, field
from pathlib import Path

from pocplan.dev.french import spaced
from pocplan.dev.places import PROJECT, CannotStart

LOCALE = PROJECT / "locale"
HEADER = (
    "Language: {language}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\nPlural-Forms: nplurals=2; plural=(n > 1);\n"
)
KEYWORDS = ("msgctxt", "msgid", "msgid_plural", "msgstr[0]", "msgstr[1]", "msgstr")


@dataclass
class Entry:
    """One message; the key is what gettext looks it up by."""

    words: dict[str, str] = field(default_factory=dict)
    is_fuzzy: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.words.get("msgid", ""), self.words.get("msgctxt", "")

    @property
    def translations(self) -> list[str]:
        plural = [self.words.get("msgstr[0]", ""), self.words.get("msgstr[1]", "")]
        return plural if "msgid_plural" in self.words else [self.words.get("msgstr", "")]


def read(path: Path) -> list[Entry]:
    """The entries of a .po file, without its header. Raises CannotStart with the line that is wrong."""
    entries, keyword = [Entry()], ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        starts = next((word for word in KEYWORDS if line.startswith(word + " ")), "")
        if starts in ("msgctxt", "msgid") and ("msgid" in entries[-1].words):
            entries.append(Entry())
        if line.startswith("#,") and "fuzzy" in line:
            entries.append(Entry(is_fuzzy=True))
        if not line or line.startswith("#"):
            continue
        keyword = starts or keyword
        try:
            text = ast.literal_eval(line[len(starts) :].strip())
            entries[-1].words[keyword] = entries[-1].words.get(keyword, "") + text
        except (SyntaxError, ValueError, TypeError):
            raise CannotStart(f"{path.name}, line {number}: this is not a line of a .po file: {line}") from None
    return [entry for entry in entries if entry.words.get("msgid")]


def merge(language: str = "fr") -> list[Entry]:
    """All parts together, sorted. Raises CannotStart where two parts translate one message differently."""
    merged: dict[tuple[str, str], Entry] = {}
    origin: dict[tuple[str, str], str] = {}
    for part in sorted((LOCALE / language / "parts").glob("*.po")):
        for entry in read(part):
            if entry.is_fuzzy:
                raise CannotStart(f"{part.name}: the translation of “{entry.key[0]}” is marked fuzzy; settle it.")
            if language == "fr":
                entry.words |= {name: spaced(entry.words[name]) for name in entry.words if name.startswith("msgstr")}
            known = merged.setdefault(entry.key, entry)
            if known.translations != entry.translations:
                raise CannotStart(f"{part.name} and {origin[entry.key]} translate “{entry.key[0]}” differently.")
            origin.setdefault(entry.key, part.name)
    return [merged[key] for key in sorted(merged)]


def write(language: str = "fr") -> int:
    """Write django.po and, for gettext, django.mo; returns how many messages there are."""
    entries = merge(language)
    folder = LOCALE / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    header = HEADER.format(language=language)
    texts = [_block({"msgid": "", "msgstr": header}), *(_block(entry.words) for entry in entries)]
    binary = compiled({b"": header.encode()} | dict(_pair(entry) for entry in entries))
    for name, content in (("django.po", "\n".join(texts).encode()), ("django.mo", binary)):
        part = folder / f"{name}.{os.getpid()}"
        part.write_bytes(content)
        part.rename(folder / name)
    return len(entries)


def compiled(catalogue: dict[bytes, bytes]) -> bytes:
    """The binary form that gettext reads (GNU gettext manual, “The Format of GNU MO Files”)."""
    pairs = sorted(catalogue.items())
    start = 28 + 16 * len(pairs)
    originals: list[bytes] = []
    translations: list[bytes] = []
    body = b""
    for table, texts in ((originals, [k for k, _ in pairs]), (translations, [v for _, v in pairs])):
        for text in texts:
            table.append(struct.pack("<2I", len(text), start + len(body)))
            body += text + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + b"".join(originals) + b"".join(translations) + body


def _pair(entry: Entry) -> tuple[bytes, bytes]:
    key = entry.words["msgid"]
    if "msgctxt" in entry.words:
        key = f"{entry.words['msgctxt']}\x04{key}"
    if "msgid_plural" in entry.words:
        key = f"{key}\0{entry.words['msgid_plural']}"
    return key.encode(), "\0".join(entry.translations).encode()


def _block(words: dict[str, str]) -> str:
    return "".join(f"{name} {_quoted(words[name])}\n" for name in KEYWORDS if name in words)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r")
    lines = [part.replace("\n", "\\n") for part in escaped.splitlines(keepends=True)] or [""]
    return f'"{lines[0]}"' if len(lines) == 1 else '""\n' + "\n".join(f'"{line}"' for line in lines)


def main() -> int:
    """Merge and compile; where gettext is installed, also name what has no French yet."""
    from pocplan.dev.extraction import untranslated

    try:
        print(f"locale/fr: {write()} messages")
        if shutil.which("xgettext"):
            for entry in untranslated():
                print(f"without French: {entry}")
    except CannotStart as sentence:
        print(sentence, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
