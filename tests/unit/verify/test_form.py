"""Blocks that a provider's schema may judge differently are not of one form."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.configuration.terraform import Block, Expression, Value
from generator.verify import provider_schema
from generator.verify.form import form_of

INNER = Block("encryption_key", (), {"key_arn": "x"})
LIFECYCLE = Block("lifecycle", (), {"ignore_changes": (Expression("db_name"),)})
DATABASE = Block(
    "resource", ("oci_database_autonomous_database", "orders"), {"db_name": "A", "tags": {"a": "b"}}, (INNER, LIFECYCLE)
)


@pytest.mark.parametrize(
    "other",
    [
        replace(DATABASE, labels=("oci_database_autonomous_database", "ledger")),
        replace(DATABASE, arguments={"db_name": "B", "tags": {"a": "c"}}),
        replace(DATABASE, blocks=(Block("encryption_key", (), {"key_arn": "y"}), LIFECYCLE)),
    ],
)
def test_names_and_texts_are_no_part_of_the_form(other: Block) -> None:
    assert form_of(other) == form_of(DATABASE)


@pytest.mark.parametrize(
    "other",
    [
        replace(DATABASE, type="data"),
        replace(DATABASE, labels=("oci_database_autonomous_database",)),
        replace(DATABASE, labels=("aws_kms_key", "orders")),
        replace(DATABASE, arguments={"db_name": 1, "tags": {"a": "b"}}),
        replace(DATABASE, arguments={"db_name": None, "tags": {"a": "b"}}),
        replace(DATABASE, arguments={"db_name": "A", "tags": {"a": 1}}),
        replace(DATABASE, arguments={"db_name": "A", "tags": {"b": "b"}}),
        replace(DATABASE, arguments={"db_name": "A", "tags": ("a",)}),
        replace(DATABASE, arguments={"db_name": "A"}),
        replace(DATABASE, blocks=(INNER, INNER, LIFECYCLE)),
        replace(DATABASE, blocks=(Block("encryption_key", ("x",), {"key_arn": "x"}), LIFECYCLE)),
        replace(DATABASE, blocks=(Block("encryption_key", (), {"key_arn": True}), LIFECYCLE)),
        replace(DATABASE, blocks=(Block("encryption_key", (), {"key": "x"}), LIFECYCLE)),
        replace(DATABASE, blocks=(INNER, Block("lifecycle", (), {"ignore_changes": (Expression("db_nme"),)}))),
    ],
)
def test_all_else_is_part_of_the_form(other: Block) -> None:
    assert form_of(other) != form_of(DATABASE)


@pytest.mark.parametrize("wrong", [{"rotation_period_in_days": "30"}, {"rotation": 30}, {"tags": {"a": 1}}])
def test_a_fault_is_found_also_beside_a_block_that_is_right(wrong: dict[str, Value]) -> None:
    key = Block("resource", ("aws_kms_key", "this"), {"rotation_period_in_days": 30, "tags": {"a": "b"}})
    assert provider_schema.check([key, key], "main.tf") == []
    faults = provider_schema.check([key, replace(key, arguments={**key.arguments, **wrong})], "main.tf")
    assert len(faults) == 1
    assert provider_schema.check([replace(key, arguments={**key.arguments, **wrong})], "main.tf") == faults
