"""A management command on a passing database: `python -m pocplan.dev.manage makemigrations`.

ON=empty (default), schema or world says what is in the database, ROLE (default owner) who connects.
"""

import os
import sys

from pocplan.dev import testing
from pocplan.dev.places import CannotStart

SOURCES = {"empty": testing.empty, "schema": testing.schema, "world": testing.template}


def main() -> int:
    """One sentence and status 2 where the servers or the database cannot be made."""
    try:
        testing.start()
        name = testing.clone(SOURCES[os.environ.get("ON") or "empty"]())
    except (CannotStart, testing.SetUpFailed) as sentence:
        print(sentence, file=sys.stderr)
        return 2
    os.environ.update(testing.environment(name, role=os.environ.get("ROLE") or "owner"))
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["manage.py", *sys.argv[1:]])
    finally:
        testing.drop(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
