from typing import Any

from django.core.management.base import BaseCommand

from pocplan.access.provision import provision


class Command(BaseCommand):
    help = "Write the signing keys and the seating table. Run as the owner after each migration."

    def handle(self, *args: Any, **options: Any) -> None:
        provision()
        self.stdout.write("Keys and seating table written.")
