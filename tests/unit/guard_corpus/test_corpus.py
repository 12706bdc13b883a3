"""Every plan of the corpus is judged right: all that must be said is said, and nothing else.

The plans are a real Terraform's; `tests/terraform/guard_plans` makes them and says what each is.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.diagnostics import Diagnostic, has_errors
from generator.guard.allowed import Allowed, parse_allowed
from generator.guard.judge import judge
from generator.guard.reading import read_plan
from generator.guard.rules import all_guard_rules
from generator.spec.load import load_spec

PLANS = Path(__file__).resolve().parents[2] / "guard_plans"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((PLANS / "expected.yaml").read_text("utf-8"))
# No plan of the real providers, as they are today, shows these.
SHOWN_ELSEWHERE: frozenset[str] = frozenset()


def judged(file: str) -> list[Diagnostic]:
    """What the guard finds with the options that expected.yaml gives; what --allow lets pass is there as a warning."""
    entry = EXPECTED[file]
    plan, left_out = read_plan((PLANS / file).read_bytes())
    assert plan is not None, left_out
    spec = None
    if "spec" in entry:
        spec, problems = load_spec([str(PLANS / entry["spec"])])
        assert not has_errors(problems), problems
    allowed = [parse_allowed(text) for text in entry.get("allow", [])]
    given = [one for one in allowed if isinstance(one, Allowed)]
    assert given == allowed
    return [*left_out, *judge(plan, spec, given)]


@pytest.mark.parametrize("file", EXPECTED)
def test_the_guard_says_what_it_must_and_nothing_else(file: str) -> None:
    found = judged(file)

    assert sorted(f"{one.code} {one.address or ''}".strip() for one in found) == EXPECTED[file]["prints"]


@pytest.mark.parametrize("file", EXPECTED)
def test_good_plans_pass_and_bad_ones_do_not(file: str) -> None:
    assert has_errors(judged(file)) is file.startswith("bad/")


def test_every_rule_finds_something_in_the_corpus() -> None:
    printed = {line.partition(" ")[0] for entry in EXPECTED.values() for line in entry["prints"]}

    assert {rule.code for rule in all_guard_rules()} - printed == SHOWN_ELSEWHERE


def test_the_corpus_is_large_enough() -> None:
    assert sum(file.startswith("good/") for file in EXPECTED) >= 18
    assert len(EXPECTED) >= 48
