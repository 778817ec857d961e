"""The template of a protection of civilians strategy: its sections, and which heading of a file means which.

Titles are words of the document, in the document's language; the guidance is for the reader's screen.
"""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class TemplateSection:
    """One section of the template. `rows` names the structured rows it carries, if any.

    `signs` are beginnings of words, between bars; a heading that holds one of them may mean this section.
    """

    code: str
    title_en: str
    title_fr: str
    guidance: "StrOrPromise"
    signs: str
    rows: str = ""

    def title(self, language: str) -> str:
        return self.title_fr if language == "fr" else self.title_en


SECTIONS: tuple[TemplateSection, ...] = (
    TemplateSection(
        "purpose",
        "Purpose, scope and desired end state",
        "Objet, champ d’application et état final recherché",
        _("What this strategy is for, where and for whom it holds, and how one will know that civilians are safer."),
        "purpose|desired end|end state|objet|finalite|etat final|champ d application|scope|introduction",
    ),
    TemplateSection(
        "mandate",
        "Mandate and legal framework",
        "Mandat et cadre juridique",
        _("The resolutions with their paragraphs, and the law that binds everybody named here."),
        "mandat|legal|juridique|droit applicable|normati",
    ),
    TemplateSection(
        "principles",
        "Guiding principles",
        "Principes directeurs",
        _("Say which impartiality is meant: the mission's towards its mandate, or the humanitarian one by need alone."),
        "principle|principe",
    ),
    TemplateSection(
        "context",
        "Context and conflict analysis",
        "Contexte et analyse du conflit",
        _(
            "Who fights whom, over what, and how it reaches civilians. Where the state is itself a threat, say how the "
            "mission deals with that."
        ),
        "context|conflict analysis|analyse du conflit|analyse des conflits|situation|background|planning assumption",
    ),
    TemplateSection(
        "threats",
        "Threats, vulnerabilities and risks",
        "Menaces, vulnérabilités et risques",
        _("What civilians are threatened with, by whom, and who is most exposed. Leave sources and names out."),
        "threat|vulnerab|menace",
        rows="threats",
    ),
    TemplateSection(
        "actors",
        "Protection actors and their leverage",
        "Acteurs de la protection et leur influence",
        _("Who can protect or influence those who threaten, the communities themselves included."),
        "protection actor|leverage|stakeholder|acteur|parties prenantes|influence",
    ),
    TemplateSection(
        "capacities",
        "Capacities and gaps",
        "Capacités et lacunes",
        _("What is there, what is missing, and what cannot be done because of it."),
        "capacit|gap|lacune|resource|ressource|insuffisance",
    ),
    TemplateSection(
        "objectives",
        "Objectives and priorities",
        "Objectifs et priorités",
        _("Few and ranked. A list in which everything comes first decides nothing."),
        "objective|objectif|priorit|expected accomplishment|realisations attendues|goal",
    ),
    TemplateSection(
        "activities",
        "Activities",
        "Activités",
        _(
            "Each with tier, phase, component and lead post, and with due diligence where it supports a force that is "
            "not the United Nations'."
        ),
        "activit|programme of work|plan d action|action plan|implementation plan|tier|operational concept",
        rows="activities",
    ),
    TemplateSection(
        "roles",
        "Roles and responsibilities",
        "Rôles et responsabilités",
        _("By post. The PoC unit may not be the only one responsible, and a vacant post shows."),
        "role|responsibilit|responsabilit",
        rows="responsibilities",
    ),
    TemplateSection(
        "coordination",
        "Coordination mechanisms",
        "Mécanismes de coordination",
        _("Which bodies meet, who chairs them, who takes part and how often."),
        "coordinat|mechanism|mecanisme",
        rows="bodies",
    ),
    TemplateSection(
        "humanitarian",
        "Interface with humanitarian actors",
        "Interface avec les acteurs humanitaires",
        _(
            "How the mission and humanitarian organisations talk and stay apart. Humanitarian organisations do not "
            "implement this strategy, and quick impact projects are not humanitarian assistance."
        ),
        "humanitarian|humanitaire|civil military|civilo militaire|protection cluster|cluster protection",
    ),
    TemplateSection(
        "early_warning",
        "Early warning and rapid response",
        "Alerte rapide et réponse rapide",
        _("From the first call to the decision and back to the community: who, within what time."),
        "early warning|rapid response|alerte|reponse rapide|intervention rapide|quick reaction",
    ),
    TemplateSection(
        "groups",
        "Gender, child protection, conflict-related sexual violence, disability and minorities",
        "Genre, protection de l’enfance, violences sexuelles liées aux conflits, handicap et minorités",
        _("What is done differently for those whom the same threat hits otherwise. No individual cases."),
        "gender|child|sexual|disabilit|minorit|genre|enfan|sexuel|handicap|women|femmes|inclusion",
    ),
    TemplateSection(
        "risks",
        "Risks, assumptions and limits",
        "Risques, hypothèses et limites",
        _("What may go wrong, what is taken for granted, and what the mission cannot do."),
        "risk|assumption|limit|risque|hypothese|contrainte|constraint",
    ),
    TemplateSection(
        "community",
        "Community engagement",
        "Dialogue avec les communautés",
        _("How communities are heard, told what became of it, and not put at risk by it."),
        "communit|communaut|local population|populations locales|sensitisation|sensibilisation|communication",
    ),
    TemplateSection(
        "monitoring",
        "Monitoring, indicators and accountability",
        "Suivi, indicateurs et redevabilité",
        _("How one will see what worked, and who answers for what did not."),
        "monitor|indicator|accountab|evaluation|reporting|suivi|indicateur|redevabilit|rapports",
        rows="indicators",
    ),
    TemplateSection(
        "transition",
        "Transition and handover",
        "Transition et passation",
        _("Who protects when the mission is reduced or leaves, and what must be in place by then."),
        "transition|handover|hand over|passation|transfert|exit|retrait|drawdown",
    ),
    TemplateSection(
        "review",
        "Review clause",
        "Clause de réexamen",
        _("When this strategy is looked at again, and which events bring that forward."),
        "review|revision|reexamen|mise a jour|updating",
    ),
)
BY_CODE = {section.code: section for section in SECTIONS}

_NUMBERING = re.compile(
    r"^\s*(?:(?:section|chapter|part|annex|chapitre|partie|annexe)\s+)?"
    r"(?:[(]?(?:\d+(?:[.]\d+)*|[ivxlc]+|[a-z])(?:[.):–—-]|(?<=\d)(?=\s))+[.)]?\s*)",
    re.IGNORECASE,
)
# A heading of a narrower meaning wins over the wide words it may also hold (“Risks for children”).
_NARROW_FIRST = (
    "groups", "early_warning", "humanitarian", "community", "transition", "review", "threats", "coordination",
    "monitoring", "principles", "mandate", "roles", "actors", "capacities", "activities", "objectives", "context",
    "risks", "purpose",
)  # fmt: skip


def match_section(title: str) -> str | None:
    """The code of the template's section that a heading in English or French means, or None.

    Numbering, case, accents and punctuation do not count; a title of the template always finds itself.
    """
    plain = _plain(_NUMBERING.sub("", title, count=1)) or _plain(title)
    if not plain or len(plain) > 160:
        return None
    return _TITLES.get(plain) or next((code for code in _NARROW_FIRST if _SIGNS[code].search(plain)), None)


def _plain(title: str) -> str:
    letters = "".join(one for one in normalize("NFKD", title.casefold()) if not combining(one))
    return " ".join(re.findall(r"[^\W_]+", letters))


_TITLES = {_plain(title): one.code for one in SECTIONS for title in (one.title_en, one.title_fr)}
_SIGNS = {one.code: re.compile(rf"\b(?:{one.signs})") for one in SECTIONS}
