"""No process starts that could see round the walls."""

import subprocess
import sys

import pytest

from pocplan.dev import testing
from pocplan.dev.places import PROJECT
from tests.world import World

STARTS = {
    "web": ("web", [sys.executable, "-c", "import pocplan.wsgi"]),
    "shell": ("web", [sys.executable, "manage.py", "shell", "-c", "print(1)"]),
    "worker": ("worker", [sys.executable, "-c", "from pocplan.celery import refuse_to_start_without_walls as r; "
                          "import django; django.setup(); r()"]),
}  # fmt: skip


def start(world: World, what: str, **environment: str) -> subprocess.CompletedProcess[str]:
    role, command = STARTS[what]
    return subprocess.run(
        command,
        cwd=PROJECT,
        env={**world.environment(role), "DJANGO_SETTINGS_MODULE": "pocplan.settings", **environment},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("what", STARTS)
def test_each_process_starts_under_its_own_login(shared_world: World, what: str) -> None:
    done = start(shared_world, what)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("what", STARTS)
def test_no_process_starts_as_the_owner_or_a_superuser(shared_world: World, what: str) -> None:
    variable = "DATABASE_WORKER_URL" if what == "worker" else "DATABASE_MISSION_URL"
    owner = testing.environment(shared_world.name, role="owner")["DATABASE_OWNER_URL"]
    done = start(shared_world, what, **{variable: owner})
    assert done.returncode != 0
    assert "owns tables" in done.stderr


def test_no_process_starts_over_a_table_without_row_security(world: World) -> None:
    world.query("ALTER TABLE strategies_strategy NO FORCE ROW LEVEL SECURITY")
    done = start(world, "web")
    assert done.returncode != 0
    assert "strategies_strategy" in done.stderr
