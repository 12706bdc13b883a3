"""Modules that a stack calls by a path: inside of the tree, and outside of it."""

from __future__ import annotations

import pytest

from generator.diff.difference import difference
from generator.diff.side import Side
from generator.diff.stacks import touched_stacks
from tests.unit.diff.folders import STACK, between, block, objects

MAIN = f"{STACK}/main.tf"


def call(source: str, *more: str) -> str:
    return block('module "key_A"', f'source = "{source}"', 'alias = "A"', *more)


@pytest.mark.parametrize("source", ["../../shared/x", "../../../x", "../../modules/../shared/x"])
def test_a_module_outside_of_the_tree_is_said_not_to_be_compared(source: str) -> None:
    tree = {MAIN: call(source), "stacks/b/main.tf": call(source)}

    found, (warned,) = between(tree, tree)

    assert (found.folders, warned.code, warned.severity) == ((), "DIF001", "warning")
    assert warned.summary == f"The module {'../x' if source == '../../../x' else 'shared/x'} is not compared"


@pytest.mark.parametrize(
    "source", ["../../modules/aws-kms-key", "../../modules/x/../aws-kms-key", "./inner", "oracle/x/aws", "../b"]
)
def test_of_other_modules_nothing_is_said(source: str) -> None:
    assert between({}, {MAIN: call(source)})[1] == []


def test_a_detour_leads_to_the_same_module() -> None:
    (change,) = objects(call("../../modules/aws-kms-key"), call("../../modules/x/../aws-kms-key"))

    assert {one.risk.identifier for one in change.meanings} <= {"none", "in_place"}


@pytest.mark.parametrize("source", ["../../modules/../modules/m", "../../modules/m/", "../../modules/m/inner"])
def test_a_change_of_a_module_touches_the_stack_that_calls_it_by_a_detour(source: str) -> None:
    old, new = (
        Side({MAIN: call(source), "modules/m/main.tf": block('output "a"', f"value = {number}")}) for number in (1, 2)
    )

    touched = touched_stacks(old, new, difference(old, new)[0])

    assert [(one.stack.name, one.action.value) for one in touched] == [("payments", "changed")]


def test_a_stack_that_is_the_same_and_calls_the_modules_of_its_tree_is_not_read() -> None:
    not_terraform = call("../../modules/aws-kms-key") + "{{ nobody could read this\n"

    found, faults = between(not_terraform, not_terraform)

    assert (found.folders, faults) == ((), [])
