"""What a comparison does grows with the trees, not with their square."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.calls import calls_of
from tests.unit.diff.folders import between
from tests.unit.diff.large_stacks import STACKS

FEW = 40


@pytest.mark.parametrize("stack", STACKS)
def test_four_times_the_stack_takes_about_four_times_the_steps(stack: Callable[[int], tuple[str, str]]) -> None:
    small, large = stack(FEW), stack(4 * FEW)
    for one in (small, large):
        between(*one)  # what is read once and kept: each shape of a block

    few, many = steps_of(small), steps_of(large)

    assert many < 5 * few


def steps_of(stacks: tuple[str, str]) -> int:
    """How many functions are called to compare a stack before and after."""
    return calls_of(lambda: between(*stacks))
