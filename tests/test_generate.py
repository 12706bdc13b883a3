"""What happens to a tree between rendering and publishing: every fault that is planted there is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator import generate as way
from generator.render.tree import render_tree
from generator.verify import codes

SPEC = Path(__file__).parents[1] / "examples/quickstart/3-encrypt.yaml"
MAIN, OUTPUTS = "stacks/payments-prod/main.tf", "stacks/payments-prod/outputs.tf"
KEY = "modules/aws-kms-key/main.tf"

Plant = Callable[[str, str, str], way.Generated]


@pytest.fixture(params=[False, True], ids=["as usual", "full parse"])
def plant(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Generates the example with a change in one file between rendering and verification, after the example itself
    has been verified: nothing that is remembered of that may hide the fault."""
    assert way.generate([str(SPEC)], full_parse=request.param).diagnostics == ()

    def generate(path: str, old: str, new: str) -> way.Generated:
        def planted(*arguments: object) -> object:
            tree, found = render_tree(*arguments)  # type: ignore[arg-type]  # whatever it is called with
            assert tree[path].count(old) == 1
            return tree | {path: tree[path].replace(old, new)}, found

        monkeypatch.setattr("generator.render.tree.render_tree", planted)
        return way.generate([str(SPEC)], full_parse=request.param)

    return generate


FAULTS = {
    "a dropped argument": (MAIN, '  license_model            = "LICENSE_INCLUDED"\n', "", codes.MISSING_ARGUMENT),
    "a changed value": (MAIN, "compute_count            = 2", "compute_count            = 4", codes.CHANGED_VALUE),
    "a changed type": (MAIN, "compute_count            = 2", 'compute_count            = "2"', codes.CHANGED_VALUE),
    "a changed reference": (MAIN, "admin_password           = var.orders", "admin_password = var.other", codes.CHANGED_VALUE),
    "a second equal argument": (
        MAIN, "  compute_count            = 2\n", "  compute_count = 2\n  compute_count = 2\n", codes.SET_TWICE,
    ),
    "an extra argument": (MAIN, "    prevent_destroy = true\n", "    prevent_destroy = true\n    create_before_destroy = true\n",
                          codes.EXTRA_ARGUMENT),
    "an extra block": (OUTPUTS, 'output "database_orders_id"', 'output "more" {\n  value = 1\n}\n\noutput "database_orders_id"',
                       codes.EXTRA_BLOCK),
    "a dropped block": (MAIN, "  encryption_key {", "  timeouts {", codes.MISSING_BLOCK),
    "an unescaped template": (MAIN, '"Master encryption key', '"${var.x} Master encryption key', codes.CHANGED_VALUE),
    "a raw line break": (MAIN, '"Master encryption key', '"Master\nencryption key', codes.UNREADABLE_STRING),
    "a missing bracket": (MAIN, "  lifecycle {", "  lifecycle", codes.SYNTAX),
    "protection taken from a key": (KEY, "prevent_destroy = true", "prevent_destroy = false", codes.CHANGED_VALUE),
    "an extra block in a module": (KEY, 'resource "aws_kms_alias"', 'data "aws_region" "x" {}\n\nresource "aws_kms_alias"',
                                   codes.EXTRA_BLOCK),
}  # fmt: skip
# ruff: noqa: E501  # a table


@pytest.mark.parametrize(("path", "old", "new", "code"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_in_a_rendered_tree_is_found(plant: Plant, path: str, old: str, new: str, code: str) -> None:
    found = plant(path, old, new).diagnostics

    assert code in {one.code for one in found}
    assert {one.range.filename for one in found if one.range} == {path}


def test_what_only_looks_different_is_no_fault(plant: Plant) -> None:
    assert plant(MAIN, "compute_count            = 2", "compute_count = 2 # two").diagnostics == ()
