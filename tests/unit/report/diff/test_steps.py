"""What is said of a difference grows with it, not with its square."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.diff.changes import Difference
from generator.report.diff.json import json_text
from generator.report.diff.markdown import markdown
from generator.report.diff.text import text
from tests.calls import calls_of
from tests.unit.diff.folders import between
from tests.unit.diff.large_stacks import a_role_with_other_policies, keys_that_move, policies_that_go

FEW = 40
FORMATS: dict[str, Callable[[Difference], object]] = {
    "text": lambda difference: text(difference, color=False, width=100),
    "json": lambda difference: json_text(difference, []),
    "markdown": lambda difference: markdown(difference, []),
}


@pytest.mark.parametrize("said", FORMATS.values(), ids=FORMATS.keys())
@pytest.mark.parametrize("stack", [a_role_with_other_policies, keys_that_move, policies_that_go])
def test_four_times_the_stack_takes_about_four_times_the_steps(
    stack: Callable[[int], tuple[str, str]], said: Callable[[Difference], object]
) -> None:
    few, many = (steps_of(said, *stack(count)) for count in (FEW, 4 * FEW))

    assert many < 5 * few


def steps_of(said: Callable[[Difference], object], old: str, new: str) -> int:
    """How many functions are called to say what is not the same."""
    difference, _ = between(old, new)
    said(difference)  # what is read once and kept
    return calls_of(lambda: said(difference))
