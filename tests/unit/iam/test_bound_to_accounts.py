"""Conditions that keep a statement for everybody to known accounts."""

from __future__ import annotations

import json

import pytest

from generator.iam.bound_to_accounts import is_bound_to_accounts
from generator.iam.policy_document import parse_policy

ACCOUNT = "111122223333"


def is_bound(operator: str, key: str, *values: str) -> bool:
    statement = {
        "Effect": "Allow",
        "Principal": "*",
        "Action": "kms:*",
        "Resource": "*",
        "Condition": {operator: {key: list(values)}},
    }
    document = parse_policy(json.dumps({"Statement": statement}))
    assert document
    return is_bound_to_accounts(document.statements[0])


@pytest.mark.parametrize(
    ("operator", "key", "values"),
    [
        ("StringEquals", "kms:CallerAccount", [ACCOUNT, "444455556666"]),
        ("StringEquals", "aws:PrincipalAccount", [ACCOUNT]),
        ("stringequalsignorecase", "AWS:principalorgid", ["o-abcdefghij"]),
        ("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", ["o-abcdefghij/r-ab12/*"]),
        ("ArnLike", "aws:PrincipalArn", [f"arn:aws:iam::{ACCOUNT}:role/*"]),
        ("StringEquals", "aws:SourceVpce", ["vpce-1a2b3c4d"]),
        ("StringEquals", "aws:PrincipalOrgID", ["${aws:ResourceOrgID}"]),
    ],
)
def test_conditions_that_name_whose_requests_they_take(operator: str, key: str, values: list[str]) -> None:
    assert is_bound(operator, key, *values)


@pytest.mark.parametrize(
    ("operator", "key", "values"),
    [
        ("StringEqualsIfExists", "aws:PrincipalOrgID", ["o-abcdefghij"]),
        ("ForAllValues:StringLike", "aws:PrincipalOrgPaths", ["o-abcdefghij/*"]),
        ("StringNotEquals", "kms:CallerAccount", [ACCOUNT]),
        ("StringLike", "kms:CallerAccount", ["*"]),
        ("StringLike", "kms:CallerAccount", [ACCOUNT, "*"]),
        ("StringLike", "aws:PrincipalOrgID", ["o-*"]),
        ("ArnLike", "aws:PrincipalArn", ["arn:aws:iam::*:role/orders"]),
        ("StringEquals", "aws:PrincipalAccount", ["${aws:PrincipalAccount}"]),
        ("StringEquals", "kms:ViaService", ["s3.us-east-2.amazonaws.com"]),
        ("Bool", "aws:SecureTransport", ["true"]),
    ],
)
def test_conditions_that_leave_it_open(operator: str, key: str, values: list[str]) -> None:
    assert not is_bound(operator, key, *values)
