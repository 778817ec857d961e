"""The strategies in English, by section; {area}, {road}, {town} and {valley} are filled in for each of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    """Where a strategy plays."""

    area: str
    road: str
    town: str
    valley: str

    def fill(self, texts: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {code: tuple(words.format(**vars(self)) for words in parts) for code, parts in texts.items()}


EAST = Setting("Sector East", "Kelmat market road", "Hesk Crossing", "Besh Valley")
DORRIM = Setting("the Dorrim corridor", "Dorrim road", "Dorrim", "Anuk hills")
BESH = Setting("the Besh Valley", "Kelmat market road", "Kelmat", "Besh Valley")
HESK = Setting("Hesk Crossing and its surroundings", "Kelmat market road", "Hesk Crossing", "lower Besh Valley")
TULENI = Setting("the markets around Tuleni", "Kelmat market road", "Tuleni", "Suru plain")

STRATEGY = {
    "purpose": (
        "<p>This strategy sets out how the mission prevents and responds to threats to civilians in {area}, so that"
        " people in the {valley} can reach fields, markets and water safely.</p>",
        "<p>It holds for all components and for all bases in {area}. By its review date people use the {road} by day"
        " without being taxed or attacked, and an alert is answered within six hours.</p>",
    ),
    "mandate": (
        "<p>The mission protects civilians under threat of physical violence, within its capabilities and areas of"
        " deployment, without prejudice to the primary responsibility of the authorities of Orvane.</p>",
        "<p>International humanitarian law, human rights law and refugee law bind everybody named here. Support to"
        " forces of the state is given under the human rights due diligence policy alone.</p>",
    ),
    "principles": (
        "<ul><li>The primary responsibility lies with the state; where it does not act or is itself the threat, the"
        " mission acts within its mandate.</li><li>Impartiality towards the mandate: the mission may act against"
        " whoever breaks the peace. Humanitarian impartiality is a different one: by need alone.</li><li>Do no harm:"
        " nobody is asked for more than we can protect.</li></ul>",
    ),
    "context": (
        "<p>Two armed groups, the Anuk Front and the River Guard, contest the road between Kelmat and Dorrim. Taxation"
        " at checkpoints has grown since the harvest; people travel at night to avoid it and are attacked on the"
        " way.</p>",
        "<p>Displacement towards {town} doubled in the dry season. Herders and farmers share fewer water points than in"
        " former years, and local agreements on passage have lapsed.</p>",
    ),
    "threats": (
        "<p>Abduction on the {road}, looting during night movement, and forced recruitment around {town} are the three"
        " threats that people in the valley name first.</p>",
        "<p>Women who fetch water before dawn, unaccompanied boys and older people who stay behind are the most"
        " exposed. People cope by moving in groups and by paying twice.</p>",
    ),
    "actors": (
        "<p>Elders of the four villages speak with both armed groups. The district authority has a post at Kelmat and"
        " none beyond it. Traders' associations can open and close the road.</p>",
    ),
    "capacities": (
        "<p>The mission has two bases in {area} and no presence beyond the river from May to October. Community liaison"
        " assistants cover eleven of nineteen localities.</p>",
    ),
    "objectives": (
        "<ol><li>People use the {road} by day without being taxed or attacked.</li><li>Alerts from the valley are"
        " answered within six hours.</li><li>No child is recruited at {town}.</li></ol>",
    ),
    "activities": (
        "<p>Patrols stay on the {road} until the market closes. Civil Affairs supports dialogue between herders and"
        " farmers before the dry season.</p>",
        "<p>No base, patrol stop or activity is placed in or beside a school, a health facility or a religious"
        " site.</p>",
    ),
    "roles": (
        "<p>The Head of Mission answers for the strategy; heads of components answer for what is theirs. The PoC unit"
        " advises and follows up, and is responsible for nothing alone.</p>",
    ),
    "coordination": (
        "<p>The PoC working group meets every week in Kelmat. Senior management looks at the matrix every two weeks."
        " What the cluster brings there is released by the cluster.</p>",
    ),
    "humanitarian": (
        "<p>Humanitarian organisations act by need alone. The mission does not use their convoys, colours or contacts"
        " for its own movements and asks before it visits a site where they work.</p>",
        "<p>Escorts are a last resort and are asked for by the organisation itself.</p>",
    ),
    "early_warning": (
        "<p>Community alert networks reach the operations room by radio and by telephone. An alert is answered before"
        " it is verified, and the community is told what was done.</p>",
    ),
    "groups": (
        "<p>Survivors of sexual violence are referred to services before anybody asks for details. Child protection"
        " and women's protection advisers are heard on each plan that touches a school or a water point.</p>",
    ),
    "risks": (
        "<table><thead><tr><th>Risk</th><th>What we do about it</th></tr></thead><tbody><tr><td>The ferry at the river"
        " fails in the rains</td><td>A reserve is kept on the far bank from May</td></tr><tr><td>People are punished"
        " for speaking with us</td><td>Meetings take place where people go anyway; no list is kept</td></tr>"
        "</tbody></table>",
    ),
    "community": (
        "<p>Women's, youth and displaced people's committees are met apart, in their languages, and hear within two"
        " weeks what became of what they said.</p>",
    ),
    "monitoring": (
        "<p>Hours from alert to answer, days on which the market was open, and what people say about their safety, by"
        " sex and age, are looked at each quarter.</p>",
    ),
    "transition": (
        "<p>When a base closes, a review opens and the cluster and the authorities are asked first what protection it"
        " gave.</p>",
    ),
    "review": (
        "<p>Reviewed after twelve months, and earlier when the mandate, the armed actors or the presence of the mission"
        " change, or when the cluster asks for it.</p>",
    ),
}

COMMENTS = (
    ("threats", "Abduction", "Taxation at checkpoints is understated: people pay twice on one journey.", ""),
    (
        "activities",
        "until the market closes",
        "People walk home after the market closes. The hour after it is the most dangerous one.",
        "Patrols stay on the road until one hour after the market closes.",
    ),
    ("early_warning", "by telephone", "There is no network beyond Dorrim; name the radio posts.", ""),
)
ANSWERS = (
    ("accepted", "The paragraph now says that people pay twice, and names the two checkpoints."),
    ("partly", "The radio post at Dorrim is named; the others are kept out of a document that travels."),
)
ANNEX = (
    "<p>Scheme of manoeuvre on the market road: two patrols by day, one quick reaction section at Kelmat at thirty"
    " minutes' notice.</p>",
    "<p>Reserve on the far bank from May, by river if the ferry fails.</p>",
)
