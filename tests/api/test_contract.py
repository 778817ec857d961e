"""Schemathesis sends what the schema allows and what it does not: no 5xx and no undocumented answer."""

from datetime import timedelta
from itertools import product
from typing import Any

import pytest
import schemathesis
import schemathesis.checks
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi import checks

from picture.queries.rooms import rooms_with_threats
from pocplan.access.clock import today
from pocplan.access.domain.tokens import make_token
from pocplan.wsgi import application
from tests.api.stage import pictured, recorded
from tests.consultations.stage import opened, released
from tests.strategies.test_house_terms import kept
from tests.sweep.samples import Address
from tests.world import World

# Not that all a schema allows is accepted: what may be said when is decided by the verbs, with a sentence.
CHECKS = (
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
)
MODES = list(schemathesis.GenerationMode)


@pytest.fixture(scope="module")
def headers(shared_world: World) -> dict[str, str]:
    """An adviser's, in a world with an open consultation, a released comment, a term and a joint picture."""
    recorded(shared_world, pictured(shared_world))
    opened(shared_world)
    released(shared_world)
    kept(shared_world)
    return _of(shared_world, "adviser")


def _of(world: World, who: str) -> dict[str, str]:
    with world.acting(who) as actor:
        secret = make_token(actor=actor, label="contract", expires_on=today() + timedelta(days=2))[1]
    return {"Authorization": f"Bearer {secret}", "Host": "localhost"}


def test_every_operation_answers_as_documented(headers: dict[str, str]) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", application, headers=headers)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:
        for mode in MODES:
            _try(operation, mode, headers)


def test_what_stands_there_is_answered_as_documented(headers: dict[str, str], shared_world: World) -> None:
    """Words made at random name no row, so the rows that were made are asked for, room by room."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", application, headers=headers)
    rooms = [{"room": one} for one in _rooms_of(shared_world)]
    tried = 0
    for operation in (found.ok() for found in schema.get_all_operations()):
        if operation.method.upper() == "GET":
            named = [{one.name: key} for one in operation.path_parameters for key in _keys(shared_world, one.name)]
            asked = rooms if "room" in {one.name for one in operation.query} else [{}]
            for path, query in product(named if operation.path_parameters else [{}], asked):
                operation.Case(path_parameters=path, query=query).call_and_validate(headers=headers, checks=CHECKS)
                tried += 1
    assert tried > 80


def test_what_a_coordination_prepares_is_answered_as_documented(headers: dict[str, str], shared_world: World) -> None:
    own = _of(shared_world, "cluster.lead")
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", application, headers=own)
    tried = 0
    for operation in (found.ok() for found in schema.get_all_operations()):
        named = {one.name for one in operation.path_parameters}
        if operation.method.upper() == "GET" and named & {"text_id", "package_id"}:
            for key in _keys(shared_world, *named):
                answer = operation.Case(path_parameters=dict.fromkeys(named, key)).call_and_validate(
                    headers=own, checks=CHECKS
                )
                tried += answer.status_code == 200
    assert tried > 4


def _rooms_of(world: World) -> list[str]:
    with world.acting("adviser") as actor:
        return [str(one.public_id) for one in rooms_with_threats(actor)]


def _keys(world: World, argument: str) -> list[str]:
    table = Address("api:one", (argument,)).model(argument)._meta.db_table
    return [key for (key,) in world.query(f"SELECT id::text FROM {table} ORDER BY id LIMIT 4")]


def _try(operation: Any, mode: Any, headers: dict[str, str]) -> None:
    @settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def one(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    one()
