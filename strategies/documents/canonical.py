"""The one form of a text that is hashed: the same words give the same bytes on every machine.

A body is {"header": {…}, "sections": [{"key", "code", "title", "blocks": [{"key", "kind", "html", "notes"}], "rows"}]}.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import normalize

from strategies.documents.errors import NotCanonical

Body = Mapping[str, Any]

# Larger whole numbers are rounded by other readers of JSON, who then compute another hash.
LARGEST = 2**53 - 1


def canonical(content: Any) -> bytes:
    """UTF-8 JSON with sorted keys, composed characters (NFC) and plain line ends.

    Raises NotCanonical for floats, dates and other values that JSON has no exact form for.
    """
    text = json.dumps(_settled(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise NotCanonical("Half of a character pair has no bytes of its own.") from None


def digest(content: Any) -> str:
    """SHA-256 of the canonical form, in hexadecimal. Raises NotCanonical."""
    return hashlib.sha256(canonical(content)).hexdigest()


def salted_digest(parts: Mapping[str, str], salt: str) -> str:
    """One hash over the hashes of all parts by name; without the salt nobody can test which parts there are.

    Raises NotCanonical, and ValueError for a salt of less than 16 characters.
    """
    if len(salt) < 16:
        raise ValueError("A salt that can be guessed hides nothing.")
    return hmac.new(salt.encode(), canonical(dict(parts)), hashlib.sha256).hexdigest()


def _settled(value: Any) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int) and abs(value) <= LARGEST:
        return int(value)
    if isinstance(value, Mapping):
        return _settled_mapping(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray | memoryview):
        return [_settled(one) for one in value]
    raise NotCanonical(f"{type(value).__name__} has no canonical form.")


def _settled_mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    if not all(isinstance(key, str) for key in value):
        raise NotCanonical("Keys are texts.")
    settled = {_text(key): _settled(one) for key, one in value.items()}
    if len(settled) != len(value):
        raise NotCanonical("Two keys are the same once their characters are composed.")
    return settled


def _text(value: str) -> str:
    return normalize("NFC", str(value).replace("\r\n", "\n").replace("\r", "\n"))
