from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from demo.cast import PLACES
from demo.ceremony import install, make_users


class Command(BaseCommand):
    help = "Found the invented operations and seat their people; runs as the owner, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--password", default="demo")

    def handle(self, *args: Any, password: str, **options: Any) -> None:
        users = make_users(password)
        for place in PLACES:
            install(place, users)
        self.stdout.write("The cast is seated.")
