from typing import Any

from django.core.management.commands import shell

from pocplan.access.checks import demand_walls


class Command(shell.Command):
    help = "A shell under this process's own login; it does not open where the walls are down."

    def handle(self, **options: Any) -> Any:
        demand_walls()
        return super().handle(**options)
