"""The check's findings beside what is about to be shown to others: counts by kind, and the first of them."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from pocplan.ui.answers import actor_of
from strategies.documents.passages import spots
from strategies.models import Companion, CompanionRelease, Package, Round
from strategies.queries import wording as reads
from strategies.queries.companions import companion_document_of
from strategies.queries.terms import rules_of_room

SHOWN = 20


def before_a_round(request: HttpRequest, round_: Round) -> dict[str, Any]:
    """What the invitees would read; what the mission kept with a reason is counted apart."""
    return _panel(reads.findings_in_version(actor_of(request), round_.version, _reader()), round_.version.language)


def before_a_release(request: HttpRequest, package: Package) -> dict[str, Any]:
    """What the mission would read of the cluster's comments. Stays in the cluster's room."""
    return _panel(reads.findings_in_package(actor_of(request), package, _reader()), package.text.language)


def before_a_copy(request: HttpRequest, release: CompanionRelease) -> dict[str, Any]:
    """What the mission would read of the cluster's own document. Stays in the cluster's room."""
    content, language = release.content, release.content["language"]
    own = rules_of_room(actor_of(request), release.compartment_id, _reader())
    return _panel(reads.findings_in(spots(content["sections"]), language, _reader(), own=own), language)


def while_writing(request: HttpRequest, companion: Companion) -> dict[str, Any]:
    """The cluster's own document as it stands, for its writers."""
    text = spots(companion_document_of(actor_of(request), companion))
    own = rules_of_room(actor_of(request), companion.compartment_id, _reader())
    return _panel(reads.findings_in(text, companion.language, _reader(), own=own), companion.language)


def _reader() -> str:
    return get_language() or "en"


def _panel(found: list[reads.Marked], language: str) -> dict[str, Any]:
    standing = [one for one in found if one.is_open]
    return {
        "kinds": reads.kinds_of(found),
        "word_findings": standing[:SHOWN],
        "word_more": max(0, len(standing) - SHOWN),
        "text_language": language,
    }
