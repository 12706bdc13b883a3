"""The external IDs that a statement demands, by all its conditions."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.iam.policy_document import UNKNOWN, Statement, parse_policy
from generator.iam.trust import demands_external_id, external_ids

ID, OTHER = "ocid1.tenancy.oc1..aaaa", "ocid1.tenancy.oc1..bbbb"


def statement(**by_operator: Any) -> Statement:
    condition = {operator.replace("_", ":"): {"sts:ExternalId": value} for operator, value in by_operator.items()}
    text = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "*"}, "Condition": condition}
    document = parse_policy(json.dumps({"Statement": text}))
    assert document is not None
    return document.statements[0]


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"StringEquals": [ID, OTHER]}, {ID, OTHER}),
        ({"StringEquals": [ID, OTHER], "StringLike": "*a"}, {ID}),
        ({"StringEquals": ID, "StringLike": "other*"}, set()),
        ({"StringEquals": ID, "StringEqualsIgnoreCase": ID.upper()}, {ID}),
        ({"StringEquals": [ID, OTHER], "StringNotEquals": OTHER}, {ID}),
        ({"StringEquals": ID, "Null": "true"}, set()),
        ({"StringEquals": ID, "Null": "false"}, {ID}),
        ({"StringEquals": ID, "ArnLike": "arn:*"}, {ID}),
        ({"StringLike": "ocid1.*", "ForAnyValue_StringLike": "*a"}, {"ocid1.*", "*a"}),
        ({"StringLike": "ocid1.*", "Null": "true"}, set()),
        ({"StringEquals": [UNKNOWN], "StringLike": "ocid1.*"}, {UNKNOWN}),
    ],
)
def test_the_conditions_of_a_statement_are_combined(conditions: dict[str, Any], expected: set[str]) -> None:
    """Whichever comes first: they are a set, whose order is another in every process."""
    assert external_ids(statement(**conditions)) == frozenset(expected)
    assert demands_external_id(statement(**conditions)) is True


@pytest.mark.parametrize("operator", ["StringNotEquals", "StringEqualsIfExists", "ForAllValues_StringEquals"])
def test_a_condition_that_also_holds_without_one(operator: str) -> None:
    assert external_ids(statement(**{operator: ID})) is None
    assert demands_external_id(statement(**{operator: ID})) is False


def test_a_condition_of_another_kind() -> None:
    assert external_ids(statement(ArnLike="arn:*")) is None
    assert demands_external_id(statement(ArnLike="arn:*")) is None
