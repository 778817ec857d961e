"""The published list of missions, to fill in forms. Public data."""

from django.db.models import Q, QuerySet

from missions.models import KnownMission


def known_missions(words: str = "") -> QuerySet[KnownMission]:
    """Published missions whose acronym or name has these words, by acronym."""
    found = KnownMission.objects.all()
    for word in words.split()[:6]:
        found = found.filter(Q(acronym__icontains=word) | Q(name__icontains=word))
    return found
