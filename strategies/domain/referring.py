"""References in what somebody writes: codes become references, and nothing is named that other readers may not read."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from strategies.documents.references import codes_in, decoded, reference, refs_in, told
from strategies.models import Block
from strategies.queries.references import Named, Place, coded, named, named_elsewhere, named_in

_NO_CODE = _(
    "There is nothing with the code %(code)s that this text may refer to. Look for it in the list of references, or "
    "put a backslash before [[ to write it as it stands."
)
_NOWHERE = _("One of the references leads to nothing that this text may name. Take it out, or choose it from the list.")
_ELSEWHERE = _(
    "“%(name)s” lies in another room than this text, and a reference would tell its name to everybody who reads this. "
    "Write it in your own words, or leave it out."
)
_BECAME_ENCLAVE = _("The text refers to “%(name)s”, which is an enclave by now. Take this reference out first.")
_ENCLAVE = _("“%(name)s” is an enclave, to be named with care. No text refers to it.")


def settled(actor: Actor, place: Place, texts: Sequence[str], before: Iterable[str]) -> list[str]:
    """Cleaned texts with their codes as references, and each reference under the name of today.

    Raises Refused for a code that means nothing, and for a reference that did not stand there `before` and leads to a
    row of another room, to an enclave, or nowhere. What the writer cannot see is nowhere.
    """
    codes = {code: _demanded(actor, place, code) for code in sorted(codes_in(texts))}
    texts = [decoded(text, lambda code: reference(codes[code].ref, codes[code].name)) for text in texts]
    refs = refs_in(texts)
    names = named(actor, place, refs)
    _demand_nameable(actor, place, refs - refs_in(before), names)
    return [told(text, lambda ref, words: _put(ref, words, names)) for text in texts]


def demand_no_enclave(actor: Actor, place: Place, blocks: Iterable[Block]) -> None:
    """Raises Refused where a text that others are to read refers to what became an enclave meanwhile."""
    names = named_in(actor, place, blocks)
    if name := next((one.name for one in names.values() if one.is_enclave), ""):
        raise Refused(_BECAME_ENCLAVE, name=name)


def _put(ref: str, words: str, names: dict[str, Named]) -> str:
    return reference(ref, names[ref].name if ref in names else words)


def _demanded(actor: Actor, place: Place, code: str) -> Named:
    found = coded(actor, place, code)
    if found is None:
        raise Refused(_NO_CODE, "text", code=code)
    return found


def _demand_nameable(actor: Actor, place: Place, new: set[str], names: dict[str, Named]) -> None:
    if name := next((names[ref].name for ref in sorted(new) if ref in names and names[ref].is_enclave), ""):
        raise Refused(_ENCLAVE, "text", name=name)
    lost = new - names.keys()
    if name := named_elsewhere(actor, place, lost):
        raise Refused(_ELSEWHERE, "text", name=name)
    if lost:
        raise Refused(_NOWHERE, "text")
