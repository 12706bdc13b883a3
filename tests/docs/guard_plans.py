"""The guard's corpus of plans as examples: real plans, with what the guard prints of each."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypedDict

import yaml

EXPECTED = Path(__file__).resolve().parents[1] / "guard_plans" / "expected.yaml"


class _Plan(TypedDict):
    plan: str
    prints: list[str]


def plans_with(code: str) -> list[str]:
    """The plans of which the guard prints the code, in a sentence each; those with the fewest other codes first."""
    shown = [one for one in _expected().values() if any(line.startswith(f"{code} ") for line in one["prints"])]
    return [one["plan"] for one in sorted(shown, key=lambda one: len({line.split()[0] for line in one["prints"]}))]


def plans_that_pass() -> str:
    """A list of the plans of which the guard prints nothing."""
    plans = dict.fromkeys(one["plan"] for one in _expected().values() if not one["prints"])
    return "\n".join(f"- {plan}" for plan in plans)


@cache
def _expected() -> Mapping[str, _Plan]:
    read: Mapping[str, _Plan] = yaml.safe_load(EXPECTED.read_text("utf-8"))
    return read
