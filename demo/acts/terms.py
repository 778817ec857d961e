"""Words that the mission and the cluster of Orvane keep of their own. None is anybody's real definition."""

from demo.acts.hats import acting
from pocplan.access.clock import days_ago
from strategies.domain.terms import keep_term, rooms_to_keep

NETWORK = {
    "word_en": "community alert network",
    "told_en": (
        "People whom their own place chose, and who warn by radio or telephone. "
        "They are no sources of intelligence and are never named."
    ),
    "word_fr": "réseau d’alerte communautaire",
    "told_fr": (
        "Des habitants que leur localité a choisis et qui alertent par radio ou par téléphone. "
        "Ils ne sont pas des sources de renseignement et ne sont jamais nommés."
    ),
    "seen_en": "community alert network*",
    "seen_fr": "reseau* d’alerte [communautaire*]",
    "avoid_en": "community informant*\n(informant|informer) network*",
    "avoid_fr": "(informateur*|indicateur*) communautaire*\nreseau* d’(informateurs|indicateurs)",
    "source": "Standing order of the mission on early warning",
}
CENTRE = {
    "word_en": "joint operations centre (JOC)",
    "told_en": "Where alerts are received and relayed, day and night. The rooms of the sectors report to it.",
    "word_fr": "centre d’opérations conjoint (COC)",
    "told_fr": "Là où les alertes sont reçues et relayées, jour et nuit. Les salles des secteurs lui rendent compte.",
    "seen_en": "joint operations centre\njoc",
    "seen_fr": "centre d’operations conjoint\ncoc",
    "avoid_en": "operations room*",
    "avoid_fr": "salle* d’operations",
    "source": "Standing order of the mission on early warning",
}
SITE = {
    "word_en": "protection of civilians site (PoC site)",
    "told_en": "In Orvane the one at Besh base and no other: the mission secures it, humanitarians serve there.",
    "word_fr": "site de protection des civils (site de PDC)",
    "told_fr": "En Orvane, celui de la base de Besh seul : la mission le sécurise, les humanitaires y travaillent.",
    "seen_en": "(poc|protection of civilians) site*",
    "seen_fr": "site* de (protection des civils|pdc)",
    "replaces": "poc_site",
    "source": "Directive of the Head of Mission",
}
LISTENING = {
    "word_en": "listening point",
    "told_en": "A place of our members where people may speak and are referred. Whom they speak of is told to nobody.",
    "word_fr": "point d’écoute",
    "told_fr": "Un lieu de nos membres où chacun peut parler et est orienté. De qui l’on y parle n’est dit à personne.",
    "avoid_en": "complaint* (desk|office)",
    "avoid_fr": "(bureau|guichet) des plaintes",
    "source": "Terms of reference of the cluster",
}


def keep() -> None:
    """Three terms of the mission, one of them in place of a shipped one, and one of the cluster."""
    for who, words in (("adviser", (NETWORK, CENTRE, SITE)), ("cluster.lead", (LISTENING,))):
        with days_ago(200), acting(who) as actor:
            room = rooms_to_keep(actor)[0]
            for one in words:
                keep_term(actor=actor, room=room, **one)
