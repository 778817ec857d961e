"""A review looks at components and at what lay between them: no text of it blames, names or points at one person."""

import re

from django.utils.translation import gettext_lazy as _

from picture.domain.naming import demand_no_person
from pocplan.access.actor import Actor
from pocplan.access.errors import Refused
from pocplan.access.models import Person, Post

BLAME = re.compile(
    r"\b(?:blam(?:e|ed|es|ing)|fault\w*|guilt\w*|culprits?|negligen\w+|incompeten\w+|derelict\w*|careless\w*|laz(?:y|iness)"
    r"|coward\w*|punish\w*|dismiss(?:ed|al)|disciplinary|scapegoat\w*|should have known|gross misconduct"
    r"|fautes?|fauti(?:f|ve|fs|ves)|coupables?|culpabilité|négligen\w+|incompéten\w+|blâm\w+|sanctionn\w+|puni\w*"
    r"|lâches?|lâcheté|manquements?|aurai(?:t|ent) dû savoir)\b",
    re.IGNORECASE,
)
ONE_PERSON = re.compile(r"\b(?:he|she|his|her|him|herself|himself)\b", re.IGNORECASE)


def demand_no_blame(text: str, field: str) -> str:
    """Raises Refused with the words that blame, and for what seems to name a person."""
    found = BLAME.search(text)
    if found:
        raise Refused(
            _("“%(words)s” blames. Say what was known, done or missing, in which component, and leave it there."),
            field, words=found.group(),
        )  # fmt: skip
    return demand_no_person(text, field)


def demand_neutral(actor: Actor, text: str, field: str) -> str:
    """The same for gaps and lessons, which speak of components: no post, no holder of one, no he and no she."""
    demand_no_blame(text, field)
    found = ONE_PERSON.search(text)
    words = found.group() if found else _pointed_at(actor, text)
    if words:
        raise Refused(
            _("“%(words)s” points at one person. Say it of the component, and of what lay between it and others."),
            field, words=words,
        )  # fmt: skip
    return text


def _pointed_at(actor: Actor, text: str) -> str:
    folded = text.casefold()
    posts = Post.objects.visible_to(actor).filter(owner_id=actor.owner_id).values_list("title_en", "title_fr")
    people = Person.objects.visible_to(actor).values_list("name", flat=True)
    known = {word for titles in posts for word in titles} | set(people)
    return next((one for one in sorted(known) if one and one.casefold() in folded), "")
