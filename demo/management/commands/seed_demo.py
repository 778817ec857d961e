from random import Random
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser

from demo.cast import PLACES
from demo.ceremony import install, make_users
from demo.story import STAGES, tell
from pocplan.access.ids import replace_source


class Command(BaseCommand):
    help = "Seat the invented cast and bring a strategy to each stage of life up to --stage."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--password", default="demo")
        parser.add_argument("--stage", choices=STAGES, default=STAGES[-1])
        parser.add_argument("--seed", type=int, default=1, help="the same number gives the same ids")

    def handle(self, *args: Any, password: str, stage: str, seed: int, **options: Any) -> None:
        chance = Random(seed)
        replace_source(lambda: UUID(int=chance.getrandbits(128), version=4))
        users = make_users(password)
        for place in PLACES:
            install(place, users)
        tell(stage)
        self.stdout.write(f"The demo is told up to “{stage}”.")
