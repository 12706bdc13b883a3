"""What a comparison does grows with the trees, not with their square."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from tests.calls import calls_of
from tests.unit.diff.folders import STACK, between
from tests.unit.diff.large_stacks import STACKS
from tests.unit.diff.test_moves import key

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


def test_files_that_terraform_may_read_are_not_looked_for_in_all_others_again_and_again() -> None:
    def trees(count: int) -> tuple[dict[str, str], dict[str, str]]:
        parts = {f"{STACK}/f{n}.tf": key(f"A{n}") for n in range(count)}
        old, new = ({f"{STACK}/f{n}.json": text for n in range(count)} for text in "12")
        return {**parts, **old}, {**parts, **new}

    few, many = (calls_of(partial(between, *trees(count))) for count in (FEW, 4 * FEW))

    assert many < 5 * few


def test_overrides_are_not_looked_for_in_all_blocks() -> None:
    def tree(count: int, alias: int) -> dict[str, str]:
        overriding = "".join(key(f"A{n}", f"alias = {alias}") for n in range(count))
        return {f"{STACK}/main.tf": "".join(key(f"A{n}") for n in range(count)), f"{STACK}/override.tf": overriding}

    few, many = (calls_of(partial(between, tree(count, 1), tree(count, 2))) for count in (FEW, 4 * FEW))

    assert many < 5 * few
