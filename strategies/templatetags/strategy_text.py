"""Words for the codes that frozen texts carry, and formatted text that was cleaned when it was saved."""

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Any

import nh3
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from strategies.documents.clean import ATTRIBUTES, TAGS, clean
from strategies.documents.direction import turned
from strategies.documents.glossed import Glossed
from strategies.documents.imported import Unplaced
from strategies.documents.references import bare, told, words_of
from strategies.enums.text import Classification, ComponentKind, Level, Phase, ProtectionRisk, Raci, Sensitivity, Tier
from strategies.queries.picture_words import field_words
from strategies.queries.references import Named
from strategies.queries.worded import FIELDS

register = template.Library()


@register.filter
def prose(html: str) -> SafeString:
    """Formatted text as html, references as words. Cleaned once more: what is marked safe must be safe by this line."""
    return mark_safe(turned(bare(clean(html))))


@register.filter
def led(html: str, names: Mapping[str, Named]) -> SafeString:
    """The same with its references under the names of today, each leading to its row; others are words."""
    return mark_safe(turned(bare(told(clean(html), partial(_led, names or {})))))


def _led(names: Mapping[str, Named], ref: str, words: str) -> str:
    one = names.get(ref)
    if one is None:
        return words_of(words)
    link = format_html('<a class="ref" href="{}">{}</a>', one.address, one.name)
    return format_html('{} <small class="muted">({})</small>', link, one.note) if one.note else link


@register.filter
def to_write(html: str) -> SafeString:
    """Formatted text for whoever writes on in it, references and all."""
    return mark_safe(clean(html))


@register.filter
def terms_told(html: SafeString, glossed: Glossed) -> SafeString:
    """Cleaned html whose words of the domain lead to what they mean to this reader; nothing but links is added."""
    return mark_safe(glossed.linked(html))


@register.filter
def redline(html: str) -> SafeString:
    """A redline as html, with the two tags that it adds; references are words."""
    return mark_safe(turned(bare(nh3.clean(html, tags=TAGS | {"ins", "del"}, attributes=ATTRIBUTES))))


@register.filter
def tier_label(code: int) -> str:
    return str(Tier(code).label)


@register.filter
def tier_numeral(code: int) -> str:
    return ("I", "II", "III")[code - 1]


@register.filter
def phase_labels(codes: list[str]) -> str:
    return ", ".join(str(Phase(code).label) for code in codes)


@register.filter
def risk_label(code: str) -> str:
    return str(ProtectionRisk(code).label)


@register.filter
def component_label(code: str) -> str:
    return str(ComponentKind(code).label)


@register.filter
def raci_label(code: str) -> str:
    return str(Raci(code).label)


@register.filter
def level_label(code: str) -> str:
    return str(Level(code).label)


@register.filter
def classification_label(code: str) -> str:
    return str(Classification(code).label)


@register.filter
def sensitivity_label(code: str) -> str:
    return str(Sensitivity(code).label)


@register.filter
def picture_words(row: dict[str, Any], name: str) -> str:
    """A field of a frozen threat or hotspot in words; empty where nothing was said."""
    return field_words(name, row.get(name))


@register.filter
def of_kind(rows: list[dict[str, object]], kind: str) -> list[dict[str, object]]:
    """The rows of one kind out of a frozen section."""
    return [row for row in rows if row["kind"] == kind]


@register.filter
def short(digest: str) -> str:
    """The beginning of a hash, in groups that can be read aloud."""
    return " ".join(digest[start : start + 4] for start in range(0, 16, 4))


@register.filter
def field_label(name: str) -> str:
    """The word for a field of a frozen header or row."""
    return str(FIELDS.get(name, name))


@register.filter
def unplaced(rows: list[dict[str, str]]) -> list[tuple[str, int]]:
    """What of a Word file has no place in a text of blocks, in words; what stands there often is counted."""
    return list(Counter(str(Unplaced(**row)) for row in rows).items())
