"""Schemathesis sends what the schema allows and what it does not: no 5xx and no undocumented answer."""

from datetime import timedelta
from typing import Any

import pytest
import schemathesis
import schemathesis.checks
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi import checks

from pocplan.access.clock import today
from pocplan.access.domain.tokens import make_token
from pocplan.wsgi import application
from tests.consultations.stage import opened, released
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
    """An adviser's, in a world with an open consultation and a released comment."""
    opened(shared_world)
    released(shared_world)
    with shared_world.acting("adviser") as actor:
        secret = make_token(actor=actor, label="contract", expires_on=today() + timedelta(days=2))[1]
    return {"Authorization": f"Bearer {secret}", "Host": "localhost"}


def test_every_operation_answers_as_documented(headers: dict[str, str]) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", application, headers=headers)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:
        for mode in MODES:
            _try(operation, mode, headers)


def _try(operation: Any, mode: Any, headers: dict[str, str]) -> None:
    @settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def one(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    one()
