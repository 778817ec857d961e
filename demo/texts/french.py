"""The strategy that is drafted in French, by section."""

WEST = {
    "purpose": (
        "<p>La présente stratégie définit la manière dont la mission prévient les menaces contre les civils dans le"
        " secteur Ouest et y répond, avec les autorités et les communautés.</p>",
    ),
    "mandate": (
        "<p>La mission protège les civils exposés à une menace de violences physiques, dans la limite de ses moyens et"
        " de ses zones de déploiement, sans préjudice de la responsabilité première des autorités de l’Orvane.</p>",
    ),
    "principles": (
        "<ul><li>L’État a la responsabilité première de protéger.</li><li>L’impartialité de la mission s’entend à"
        " l’égard de son mandat ; celle des organisations humanitaires, des seuls besoins.</li><li>Ne pas"
        " nuire.</li></ul>",
    ),
    "context": (
        "<p>Les déplacements saisonniers rapprochent éleveurs et cultivateurs autour de Tuleni ; les tensions montent"
        " avant la saison sèche.</p>",
        "<p>Le groupe armé dit Garde du fleuve prélève des taxes sur les trois marchés de la plaine de Suru.</p>",
    ),
    "threats": (
        "<p>Les pillages nocturnes, les enlèvements sur la piste de Kelmat et les représailles après chaque passage de"
        " patrouille sont les menaces que les habitants citent en premier.</p>",
    ),
    "objectives": (
        "<ol><li>Les marchés de Tuleni restent ouverts.</li><li>Toute alerte reçoit une réponse dans les six"
        " heures.</li></ol>",
    ),
    "humanitarian": (
        "<p>La mission ne se sert ni des convois, ni des couleurs, ni des contacts des organisations humanitaires, et"
        " demande avant de se rendre sur un site où elles travaillent.</p>",
    ),
}
