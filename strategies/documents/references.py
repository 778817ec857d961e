"""References in a text: words that stand for a row, kept in cleaned html as <cite data-ref="kind:key">words</cite>.

The key leads to the row for whoever may read it; whatever leaves the working text keeps the words alone.
"""

import re
from collections.abc import Callable, Container, Iterable
from hashlib import sha256
from html import escape, unescape
from uuid import UUID

ACTIVITY, THREAT, HOTSPOT = "activity", "threat", "hotspot"
LETTERS = {"A": ACTIVITY, "T": THREAT, "H": HOTSPOT}
KEY = "[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
REF = f"(?:{ACTIVITY}|{THREAT}|{HOTSPOT}):{KEY}"
# A code as it is typed, [[A3]], until the text is saved; with a backslash before it, it is only words.
TYPED = re.compile(r"(?<!\\)\[\[([ATHath])(\d{1,6})\]\]")
_CODE = re.compile(r'<cite data-ref="code:([ATH]\d{1,6})">([^<]*)</cite>')
_REFERENCE = re.compile(rf'<cite data-ref="({REF})">([^<]*)</cite>')
_TAGS = re.compile(r"</?cite\b[^>]*>")
_ANY = re.compile(rf'<cite data-ref="({REF}|code:[ATH]\d{{1,6}})">([^<]*)</cite>|{_TAGS.pattern}')

Told = Callable[[str, str], str]


def reference(ref: str, words: str) -> str:
    """A reference as html; `words` are bare."""
    return f'<cite data-ref="{ref}">{words_of(words)}</cite>'


def coded(text: str) -> str:
    """Typed text with its codes as references that wait for the rows they mean."""
    return TYPED.sub(lambda found: f'<cite data-ref="code:{found[1].upper()}{int(found[2])}">{found[0]}</cite>', text)


def words_of(words: str) -> str:
    """Bare words as html."""
    return escape(words, quote=False)


def only_whole(html: str) -> str:
    """Safe html whose references have a kind and a key, or a code, and bare words; of others the words stay."""

    def kept(found: re.Match[str]) -> str:
        return found[0] if found[1] and found[2].strip() else found[2] or ""

    return _ANY.sub(kept, html)


def bare(html: str) -> str:
    """The text with the words of its references and nothing that leads to a row."""
    return _TAGS.sub("", html)


def refs_in(texts: Iterable[str]) -> set[str]:
    return {found[1] for text in texts for found in _REFERENCE.finditer(text)}


def signs_in(texts: Iterable[str], known: Container[str], room: int) -> list[str]:
    """A sign for each reference, in order: equal for the same row of a room, and leading nowhere."""
    refs = (found[1] for text in texts for found in _REFERENCE.finditer(text))
    return [sha256(f"{room}:{ref}".encode()).hexdigest()[:16] for ref in refs if ref in known]


def codes_in(texts: Iterable[str]) -> set[str]:
    return {found[1] for text in texts for found in _CODE.finditer(text)}


def told(html: str, tell: Told) -> str:
    """The text with each reference as `tell` puts it, which is given its key and its bare words."""
    return _REFERENCE.sub(lambda found: tell(found[1], unescape(found[2])), html)


def decoded(html: str, tell: Callable[[str], str]) -> str:
    """The text with each code as `tell` puts it."""
    return _CODE.sub(lambda found: tell(found[1]), html)


def uncoded(html: str) -> str:
    """The text with its codes as they were typed."""
    return _CODE.sub(r"\2", html)


def unbroken(made: str, before: str) -> str:
    """A changed text in which only references that stand as before are references; words that changed are words."""
    known = {found[0] for found in _REFERENCE.finditer(before)}
    return _REFERENCE.sub(lambda found: found[0] if found[0] in known else found[2], made)


def parts(ref: str) -> tuple[str, UUID]:
    kind, _sign, key = ref.partition(":")
    return kind, UUID(key)
