"""What docker compose would start agrees with what the settings read and with who may know what."""

import re

import pytest
import yaml

from pocplan.dev.places import PROJECT
from pocplan.dev.roles import URLS
from pocplan.dev.servers import NEEDS, SECRET

SERVICES = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())["services"]
OURS = {name: part for name, part in SERVICES.items() if part.get("image") == "pocplan"}


@pytest.mark.parametrize("name", [name for name in OURS if name != "roles"])
def test_each_process_knows_the_secrets_of_its_role_only(name: str) -> None:
    given = OURS[name]["environment"]
    assert set(given) & SECRET == NEEDS[given["POCPLAN_ROLE"]]


def test_only_the_step_that_makes_roles_knows_the_superuser() -> None:
    assert [name for name, part in OURS.items() if "DATABASE_SUPERUSER_URL" in part["environment"]] == ["roles"]
    assert set(URLS.values()) < set(OURS["roles"]["environment"])


def test_every_password_is_demanded_and_none_has_a_default() -> None:
    text = (PROJECT / "docker-compose.yml").read_text()
    secret = {n for n in re.findall(r"\$\{(\w+)", text) if re.search("PASSWORD|KEY", n)} - {"EMAIL_PASSWORD"}
    for name in secret:
        assert f"${{{name}:?" in text, name
        assert f"${{{name}:-" not in text, name


def test_the_manual_names_every_variable_that_compose_demands() -> None:
    manual = (PROJECT / "docs" / "operations.md").read_text()
    for name in re.findall(r"\$\{(\w+):\?", (PROJECT / "docker-compose.yml").read_text()):
        assert name in manual or name.removesuffix("_PASSWORD") in manual, name


def test_nothing_committed_names_a_package_registry() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "Dockerfile", "Makefile"):
        text = (PROJECT / name).read_text()
        assert not re.search(r"^--|https?://|index-url=|find-links=", text, re.MULTILINE), name


def test_web_and_worker_hand_files_to_each_other() -> None:
    # The rest of the file system is read-only, and a folder of one container is not the other's.
    state = re.search(r"POCPLAN_STATE=(\S+)", (PROJECT / "Dockerfile").read_text())
    assert state is not None
    for name in ("web", "worker"):
        assert f"files:{state[1]}" in OURS[name]["volumes"], name
