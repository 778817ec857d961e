"""The words of the demo: an invented country, invented armed groups and places."""

EAST = {
    "purpose": "This strategy sets out how the mission prevents and responds to threats to civilians in Sector East"
    " from October to September, so that people in the Besh Valley can reach fields, markets and water safely.",
    "mandate": "The mission protects civilians under threat of physical violence, within its capabilities and areas"
    " of deployment, without prejudice to the primary responsibility of the authorities of Orvane.",
    "context": "Two armed groups contest the road between Kelmat and Dorrim. Taxation at checkpoints has grown since"
    " the harvest; people travel at night to avoid it and are attacked on the way.",
    "threats": "Abduction on the Kelmat market road, looting during night movement, and forced recruitment around"
    " Hesk Crossing are the three threats that people in the valley name first.",
    "objectives": "One: people use the market road by day without being taxed or attacked. Two: alerts from the"
    " valley are answered within six hours. Three: no child is recruited at Hesk Crossing.",
    "activities": "Patrols stay on the market road until the market closes. Civil Affairs supports dialogue between"
    " herders and farmers before the dry season.",
    "humanitarian": "Humanitarian organisations act by need alone. The mission does not use its convoys, colours or"
    " contacts for its own movements and asks before it visits a site where they work.",
    "warning": "Community alert networks reach the operations room by radio and by telephone. An alert is answered"
    " before it is verified.",
}
WEST_FR = {
    "purpose": "La présente stratégie définit la manière dont la mission prévient les menaces contre les civils dans"
    " le secteur Ouest et y répond, avec les autorités et les communautés.",
    "context": "Les déplacements saisonniers rapprochent éleveurs et cultivateurs autour de Tuleni ; les tensions"
    " montent avant la saison sèche.",
    "objectives": "Premièrement, les marchés de Tuleni restent ouverts. Deuxièmement, toute alerte reçoit une réponse"
    " dans les six heures.",
}
COMMENTS = (
    ("threats", "Kelmat market road", "Taxation at checkpoints is understated: people pay twice on one journey.", ""),
    (
        "activities",
        "until the market closes",
        "People walk home after the market closes. The hour after it is the most dangerous one.",
        "Patrols stay on the market road until one hour after the market closes.",
    ),
    ("warning", "by telephone", "There is no network beyond Dorrim; name the radio posts.", ""),
)
ANSWERS = (
    ("accepted", "The paragraph now says that people pay twice, and names the two checkpoints."),
    ("partly", "The radio post at Dorrim is named; the others are kept out of a document that travels."),
)
