"""The plans of the guard's corpus are what a real Terraform says today: some of them are made anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .guard_plans.clouds import Clouds, running_clouds
from .guard_plans.corpus import PLANS, expectations, specs
from .guard_plans.making import plans_of
from .guard_plans.scenario import Scenario
from .guard_plans.scenarios import SCENARIOS
from .provider_mirror import ProviderMirror
from .terraform_core import TerraformCore

# Both clouds, a past that is applied, a resource that is tainted, and a stack that the product renders.
MADE_ANEW = ("stage-provision", "policy-all-actions", "database-tainted", "rendered-provision")

# One worker runs these clouds, whose choices are patched in its process.
pytestmark = pytest.mark.xdist_group("guard-plans")


@pytest.fixture(scope="module")
def clouds(
    terraform_core: TerraformCore, mirror: ProviderMirror, aws_provider: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Clouds]:
    with running_clouds(terraform_core, mirror, tmp_path_factory.mktemp("clouds")) as running:
        yield running


def test_plans_made_anew_do_what_the_files_say(clouds: Clouds, tmp_path: Path) -> None:
    chosen = [scenario for scenario in SCENARIOS if scenario.name in MADE_ANEW]
    assert len(chosen) == len(MADE_ANEW)

    made = {scenario.file: json.loads(text) for scenario, text in plans_of(chosen, clouds, tmp_path / "plans")}

    for file, plan in made.items():
        assert _changes(plan) == _changes(_committed(file)), file


def test_every_file_has_its_scenario_and_every_scenario_its_file() -> None:
    files = {path.relative_to(PLANS).as_posix() for path in PLANS.glob("*/*.json")}

    assert files == {scenario.file for scenario in SCENARIOS}


def test_what_is_expected_is_what_the_scenarios_say() -> None:
    made = specs(SCENARIOS) | {"expected.yaml": expectations(SCENARIOS)}

    assert {name: (PLANS / name).read_text("utf-8") for name in made} == made
    assert {f"specs/{path.name}" for path in (PLANS / "specs").iterdir()} == specs(SCENARIOS).keys()


def test_names_of_scenarios_are_unique() -> None:
    names = [scenario.name for scenario in SCENARIOS]

    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_file_is_terraforms_json_on_one_line_with_its_moment_taken_away(scenario: Scenario) -> None:
    text = (PLANS / scenario.file).read_text("utf-8")

    assert text.count("\n") == 1
    plan = json.loads(text)
    assert plan["format_version"].startswith("1.")
    assert plan["terraform_version"]
    assert plan["timestamp"] == "2026-01-01T00:00:00Z"


def _committed(file: str) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads((PLANS / file).read_text("utf-8"))
    return plan


def _changes(plan: dict[str, Any]) -> dict[str, Any]:
    """What the guard judges: by address, what is done, from what, to what, and what is not known."""
    parts = ("actions", "before", "after", "after_unknown", "replace_paths", "importing")
    return {
        one["address"]: {name: one["change"].get(name) for name in parts} | {"reason": one.get("action_reason")}
        for one in plan.get("resource_changes", [])
    }
