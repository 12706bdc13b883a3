"""All scenarios; a file holds those of one kind."""

from __future__ import annotations

from tests.terraform.guard_plans.scenario import Scenario

from . import (
    access,
    database_bad,
    database_good,
    database_places,
    key_bad,
    key_good,
    oddities,
    policy,
    quickstart,
    rendered,
    rotation_bad,
    together,
    trust,
    trust_conditions,
)

SCENARIOS: tuple[Scenario, ...] = (
    *key_good.SCENARIOS,
    *key_bad.SCENARIOS,
    *policy.SCENARIOS,
    *trust.SCENARIOS,
    *trust_conditions.SCENARIOS,
    *access.SCENARIOS,
    *database_good.SCENARIOS,
    *database_bad.SCENARIOS,
    *database_places.SCENARIOS,
    *together.SCENARIOS,
    *rotation_bad.SCENARIOS,
    *oddities.SCENARIOS,
    *rendered.SCENARIOS,
    *quickstart.SCENARIOS,
)
