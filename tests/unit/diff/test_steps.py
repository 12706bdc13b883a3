"""What a comparison does grows with the trees, not with their square."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.calls import calls_of
from tests.unit.diff.folders import between
from tests.unit.diff.test_moves import key, moved

FEW = 40


def moves_that_change(count: int) -> tuple[str, str]:
    old, new = (
        "".join(moved(f"module.key_{n}", f"module.key_{end}{n}") for n in range(count)) for end in ("old", "new")
    )
    return old, new


def keys_that_move(count: int) -> tuple[str, str]:
    old = "".join(key(f"A{n}") for n in range(count))
    new = "".join(key(f"B{n}") + moved(f"module.key_A{n}", f"module.key_B{n}") for n in range(count))
    return old, new


def ways_that_meet(count: int) -> tuple[str, str]:
    """Every key would go the same long way, of which only the first finds the end free."""
    old = "".join(key(f"A{n}") for n in range(count))
    first = "".join(moved(f"module.key_A{n}", "module.key_S0") for n in range(count))
    way = "".join(moved(f"module.key_S{n}", f"module.key_S{n + 1}") for n in range(count))
    return old, first + way + key(f"S{count}")


@pytest.mark.parametrize("stack", [moves_that_change, keys_that_move, ways_that_meet])
def test_four_times_the_stack_takes_about_four_times_the_steps(stack: Callable[[int], tuple[str, str]]) -> None:
    steps_of(stack(FEW))  # what is read once and kept

    few, many = steps_of(stack(FEW)), steps_of(stack(4 * FEW))

    assert many < 5 * few


def steps_of(stacks: tuple[str, str]) -> int:
    """How many functions are called to compare a stack before and after."""
    return calls_of(lambda: between(*stacks))
