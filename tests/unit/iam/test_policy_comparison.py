"""Wildcards of policies, compared with each other."""

from __future__ import annotations

import json

import pytest

from generator.iam.policy_comparison import widenings
from generator.iam.policy_document import PolicyDocument, parse_policy


def actions(*given: str) -> PolicyDocument:
    document = parse_policy(json.dumps({"Statement": {"Effect": "Allow", "Action": list(given), "Resource": "*"}}))
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("*", "kms:*"),
        ("kms:*", "KMS:Decrypt"),
        ("s3:Get*", "s3:GetObject*"),
        ("s3:*Object", "s3:GetObject"),
        ("s3:?etObject", "s3:GetObject"),
        ("s3:**", "s3:*"),
        ("s3:G*t*t", "s3:GetObject"),
    ],
)
def test_a_wildcard_covers_what_it_stands_for(before: str, after: str) -> None:
    assert widenings(actions(before), actions(after)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("kms:*", "*"),
        ("kms:Decrypt", "kms:*"),
        ("s3:?", "s3:*"),
        ("s3:Get*", "s3:*"),
        ("s3:*Object", "s3:GetObjects"),
        ("s3:[a-z]*", "s3:a"),
    ],
)
def test_a_wildcard_does_not_cover_more(before: str, after: str) -> None:
    assert widenings(actions(before), actions(after)) == [f"{after} is new"]


def test_a_pattern_made_to_take_long() -> None:
    assert widenings(actions("s3:" + "*a" * 500), actions("s3:" + "a" * 5000 + "b")) != []
