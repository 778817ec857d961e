from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "pocplan.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from pocplan.people.queries.openitems import (
            appointments_that_end,
            appointments_to_confirm,
            vacant_posts_below,
        )
        from pocplan.ui.openitems import register

        register("appointments", _("Appointments to confirm"), appointments_to_confirm)
        register("endings", _("Your own appointment"), appointments_that_end)
        register("vacancies", _("Vacant posts"), vacant_posts_below)
