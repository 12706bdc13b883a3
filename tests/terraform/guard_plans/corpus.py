"""The files of the corpus beside the plans: what the guard must print of each, and the specs that some are given."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from .scenario import Scenario

PLANS = Path(__file__).resolve().parents[2] / "guard_plans"

_HEAD = """\
# What the guard must print of each plan: `CODE address`, in any order.
# Written by `python -m tests.terraform.guard_plans`.
"""


def specs(scenarios: Iterable[Scenario]) -> dict[str, str]:
    """The specs for `--spec`, by file."""
    return {_spec_file(scenario): scenario.spec for scenario in scenarios if scenario.spec is not None}


def expectations(scenarios: Iterable[Scenario]) -> str:
    """The text of expected.yaml: by the plan's file what it is, what must be printed, and the command's options."""
    entries = {scenario.file: _entry(scenario) for scenario in scenarios}
    text = yaml.safe_dump(dict(sorted(entries.items())), sort_keys=False, width=110, allow_unicode=True)
    return _HEAD + text


def _entry(scenario: Scenario) -> dict[str, object]:
    entry: dict[str, object] = {"plan": scenario.about, "prints": sorted(scenario.prints)}
    if scenario.spec is not None:
        entry["spec"] = _spec_file(scenario)
    if scenario.allow:
        entry["allow"] = list(scenario.allow)
    return entry


def _spec_file(scenario: Scenario) -> str:
    return f"specs/{scenario.name}.yaml"
