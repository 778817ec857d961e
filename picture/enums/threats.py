"""The words of threats: the cluster's protection risks and the mission's types stand side by side, never merged."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProtectionRisk(models.TextChoices):
    """The fifteen protection risks of the Global Protection Cluster."""

    ABDUCTION = "abduction", _("Abduction, enforced disappearance, arbitrary arrest or detention")
    ATTACKS = "attacks", _("Attacks on civilians, unlawful killings, attacks on civilian objects")
    FAMILY_SEPARATION = "family_separation", _("Child and forced family separation")
    EARLY_MARRIAGE = "early_marriage", _("Child, early or forced marriage")
    DISCRIMINATION = "discrimination", _("Discrimination, denial of resources, services or humanitarian access")
    DISINFORMATION = "disinformation", _("Disinformation and denial of access to information")
    CHILD_RECRUITMENT = "child_recruitment", _("Recruitment and use of children by armed forces and groups")
    GBV = "gbv", _("Gender-based violence")
    LEGAL_IDENTITY = "legal_identity", _("Impeded access to legal identity, remedies and justice")
    EXPLOSIVES = "explosives", _("Mines and other explosive ordnance")
    DISTRESS = "distress", _("Psychological abuse or inflicted distress")
    PROPERTY = "property", _("Theft, extortion, forced eviction or destruction of property")
    TORTURE = "torture", _("Torture or cruel, inhuman or degrading treatment")
    TRAFFICKING = "trafficking", _("Trafficking in persons, forced labour, slavery-like practices")
    MOVEMENT = "movement", _("Restricted freedom of movement, siege and forced displacement")


class ThreatType(models.TextChoices):
    """What the mission calls it: violations as its own reporting counts them."""

    KILLING = "killing", _("Killing and maiming")
    SEXUAL_VIOLENCE = "sexual_violence", _("Conflict-related sexual violence")
    ABDUCTION = "abduction", _("Abduction and hostage-taking")
    DETENTION = "detention", _("Arbitrary arrest and detention")
    ILL_TREATMENT = "ill_treatment", _("Torture and ill-treatment")
    CHILD_RECRUITMENT = "child_recruitment", _("Recruitment and use of children")
    SCHOOLS = "schools", _("Attacks on schools and hospitals")
    AID_DENIAL = "aid_denial", _("Denial of humanitarian access")
    DISPLACEMENT = "displacement", _("Forced displacement, destruction of villages")
    EXTORTION = "extortion", _("Looting, extortion, illegal taxes")
    EXPLOSIVES = "explosives", _("Mines, shelling, improvised devices")
    COMMUNITIES = "communities", _("Violence between communities")
    INCITEMENT = "incitement", _("Incitement to violence")


# Reporting lines that a type belongs to as well; a case itself stays in the systems made for it.
MRM = frozenset({
    ThreatType.KILLING, ThreatType.CHILD_RECRUITMENT, ThreatType.SCHOOLS, ThreatType.ABDUCTION, ThreatType.AID_DENIAL,
    ThreatType.SEXUAL_VIOLENCE,
})  # fmt: skip
CRSV = frozenset({ThreatType.SEXUAL_VIOLENCE})


class Exposed(models.TextChoices):
    WOMEN = "women", _("women")
    MEN = "men", _("men")
    GIRLS = "girls", _("girls")
    BOYS = "boys", _("boys")
    OLDER = "older", _("older people")
    DISPLACED = "displaced", _("displaced people")
    RETURNEES = "returnees", _("returnees")
    REFUGEES = "refugees", _("refugees")
    MINORITY = "minority", _("a minority")
    DISABILITY = "disability", _("people with disabilities")
    EVERYBODY = "everybody", _("everybody there")


class Capacity(models.TextChoices):
    """What the host state is able to do. Its will is another question."""

    UNKNOWN = "unknown", _("not known")
    NONE = "none", _("none there")
    WEAK = "weak", _("weak")
    PARTLY = "partly", _("partly able")
    ABLE = "able", _("able")


class Will(models.TextChoices):
    UNKNOWN = "unknown", _("not known")
    AGAINST = "against", _("against it")
    UNWILLING = "unwilling", _("unwilling")
    MIXED = "mixed", _("mixed")
    WILLING = "willing", _("willing")


class ThreatState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    CURRENT = "current", _("current")
    CLOSED = "closed", _("closed")


OPEN = (ThreatState.PROPOSED, ThreatState.CURRENT)


class CloseReason(models.TextChoices):
    ENDED = "ended", _("The threat has ended")
    MERGED = "merged", _("It is part of another threat")
    MISTAKEN = "mistaken", _("It turned out not to be so")
    MOVED = "moved", _("Those exposed are no longer there")
    OTHER = "other", _("Another reason")


class ChangeKind(models.TextChoices):
    """What happened in the life of a threat or an actor."""

    PROPOSED = "proposed", _("proposed")
    ENTERED = "entered", _("entered")
    CHANGED = "changed", _("changed")
    CURRENT = "current", _("taken up as current")
    CLOSED = "closed", _("closed")
    REOPENED = "reopened", _("opened again")
    ASKED_ANEW = "asked_anew", _("new ratings asked for")
    ENDED = "ended", _("no longer active")
