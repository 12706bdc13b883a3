"""All scenarios; a file holds those of one kind."""

from __future__ import annotations

from tests.terraform.guard_plans.scenario import Scenario

from . import (
    access,
    database_bad,
    database_good,
    key_bad,
    key_good,
    oddities,
    policy,
    quickstart,
    rendered,
    together,
    trust,
)

SCENARIOS: tuple[Scenario, ...] = (
    *key_good.SCENARIOS,
    *key_bad.SCENARIOS,
    *policy.SCENARIOS,
    *trust.SCENARIOS,
    *access.SCENARIOS,
    *database_good.SCENARIOS,
    *database_bad.SCENARIOS,
    *together.SCENARIOS,
    *oddities.SCENARIOS,
    *rendered.SCENARIOS,
    *quickstart.SCENARIOS,
)
