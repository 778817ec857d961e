"""The moment in which something that was taken out can still be put back by one click."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

# Ten seconds to regret it, and as long again for the page and the answer on a slow line, each way.
REGRET = timedelta(seconds=30)
LATE = _("This was taken out too long ago to be put back by one click. Enter it again.")
