from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PictureConfig(AppConfig):
    name = "picture"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from picture.finding import FINDABLE
        from picture.queries.matrix_items import alerts_not_answered, flashpoints_gone_stale, must_not_covered
        from picture.queries.openitems import ratings_to_release, threats_to_rate
        from pocplan.ui import finding
        from pocplan.ui.openitems import register

        finding.register(*FINDABLE)
        register("alerts_not_answered", _("Alerts that nobody ended in time"), alerts_not_answered)
        register("must_not_covered", _("Must-protect places without protection"), must_not_covered)
        register("flashpoints_gone_stale", _("Flashpoints gone stale"), flashpoints_gone_stale)
        register("threats_to_rate", _("Threats to rate"), threats_to_rate)
        register("ratings_to_release", _("Ratings to release"), ratings_to_release)
