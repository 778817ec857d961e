"""A management command on the throw-away servers: `python -m pocplan.dev.manage makemigrations`."""

import os
import sys

from pocplan.dev import testing
from pocplan.dev.places import CannotStart


def main() -> int:
    """Run as the owner on an empty database; one sentence and status 2 where the servers do not start."""
    try:
        testing.start()
    except CannotStart as sentence:
        print(sentence, file=sys.stderr)
        return 2
    os.environ.update(testing.environment(testing.scratch(), role=os.environ.get("ROLE") or "owner"))
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", *sys.argv[1:]])
    return 0


if __name__ == "__main__":
    sys.exit(main())
