"""How the verbs of this app read in the journal."""

from django.utils.translation import gettext_lazy as _

from pocplan.journal.words import register

register({"take_brief": _("Brief for senior management taken along")})
