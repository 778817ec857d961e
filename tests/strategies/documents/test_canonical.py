"""The bytes that are hashed do not depend on who wrote them down."""

import json
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies.documents.canonical import canonical, digest, salted_digest
from strategies.documents.errors import NotCanonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
KEY = st.text("abcdefgé", min_size=1, max_size=4)
CONTENT = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEY, inner, max_size=4),
    max_leaves=12,
)


@given(CONTENT)
def test_reading_the_bytes_back_gives_the_same_bytes(content):
    first = canonical(content)
    assert canonical(json.loads(first)) == first


@given(st.dictionaries(KEY, CONTENT, max_size=6), st.randoms())
def test_the_order_of_keys_says_nothing(content, random):
    items = list(content.items())
    random.shuffle(items)
    assert digest(dict(items)) == digest(content)


@given(TEXT)
def test_composed_and_decomposed_letters_are_one_text(text):
    assert digest({"t": normalize("NFD", text)}) == digest({"t": normalize("NFC", text)})


@given(TEXT, TEXT)
def test_different_words_give_different_hashes(one, other):
    same = normalize("NFC", one.replace("\r\n", "\n").replace("\r", "\n")) == normalize(
        "NFC", other.replace("\r\n", "\n").replace("\r", "\n")
    )
    assert (digest(one) == digest(other)) is same


def test_line_ends_of_windows_and_old_macs_are_plain_line_ends():
    assert canonical(["a\r\nb\rc"]) == b'["a\\nb\\nc"]'


def test_the_form_is_pinned_because_people_keep_hashes_on_paper():
    body = {"sections": [], "header": {"title": "Stratégie", "number": 3, "area": None, "draft": True}}
    assert canonical(body).decode() == (
        '{"header":{"area":null,"draft":true,"number":3,"title":"Stratégie"},"sections":[]}'
    )
    assert digest({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize(
    "value", [1.0, float("nan"), b"x", {1: "x"}, 2**53, "\ud800", {"é": 1, "e\u0301": 2}, object()]
)
def test_what_has_no_exact_form_is_not_hashed(value):
    with pytest.raises(NotCanonical):
        canonical({"value": value})


def test_the_seal_needs_the_salt_and_every_part():
    salt, parts = "s" * 16, {"text": "a" * 64, "annex": "b" * 64}
    seal = salted_digest(parts, salt)
    assert seal == salted_digest(dict(reversed(parts.items())), salt)
    others = [salted_digest(parts, "t" * 16), salted_digest({"text": "a" * 64}, salt), digest(parts)]
    assert seal not in others
    with pytest.raises(ValueError, match="salt"):
        salted_digest(parts, "short")
