"""Conditions, held against the value that a request has."""

from __future__ import annotations

import pytest

from generator.iam.conditions import holds, in_words
from generator.iam.policy_document import UNKNOWN, condition

ID = "ocid1.tenancy.oc1..aaaa"


def given(operator: str, *values: str) -> bool | None:
    return holds(condition(operator, "sts:ExternalId", values), ID)


@pytest.mark.parametrize(
    ("operator", "value"),
    [
        ("StringEquals", ID),
        ("StringEqualsIgnoreCase", ID.upper()),
        ("StringLike", "ocid1.*"),
        ("StringLike", "ocid1.tenancy.oc1..aa??"),
        ("StringEqualsIfExists", ID),
        ("ForAnyValue:StringEquals", ID),
        ("ForAllValues:StringLikeIfExists", "*aaaa"),
    ],
)
def test_a_value_that_is_met(operator: str, value: str) -> None:
    assert given(operator, value) is True
    assert given(operator, "other", value) is True
    assert given(operator.replace("String", "StringNot"), "other", value) is False


@pytest.mark.parametrize(
    ("operator", "value"),
    [
        ("StringEquals", ID.upper()),
        ("StringEquals", "ocid1.*"),
        ("StringEqualsIgnoreCase", "ocid1.*"),
        ("StringLike", "OCID1.*"),
        ("StringLike", "ocid1.tenancy.oc1..aa?"),
        ("StringEqualsIfExists", "other"),
    ],
)
def test_a_value_that_is_not_met(operator: str, value: str) -> None:
    assert given(operator, value) is False
    assert given(operator.replace("String", "StringNot"), value) is True


def test_null_holds_where_the_key_is_absent() -> None:
    assert given("Null", "true") is False
    assert given("Null", "False") is True
    assert given("Null", "true", "false") is True


@pytest.mark.parametrize(
    ("operator", "value"),
    [
        ("ArnLike", ID),
        ("NumericEquals", "1"),
        ("StringMatches", ID),
        ("ForMostValues:StringEquals", ID),
        ("NullIfExists", "true"),
        ("Null", "perhaps"),
        ("StringEquals", "${aws:username}"),
        ("StringNotEquals", "${aws:username}"),
        ("StringEquals", UNKNOWN),
    ],
)
def test_what_cannot_be_said(operator: str, value: str) -> None:
    assert given(operator, value) is None


def test_a_value_that_is_not_known() -> None:
    for operator in ("StringEquals", "StringNotLike", "ArnEquals"):
        assert holds(condition(operator, "sts:ExternalId", [ID]), UNKNOWN) is None
    assert holds(condition("Null", "sts:ExternalId", ["true"]), UNKNOWN) is False


def test_a_pattern_made_to_take_long() -> None:
    hostile = condition("StringLike", "sts:ExternalId", ["*a" * 600, "*?" * 600 + "b", "*" * 2000 + "b"])
    assert holds(hostile, "a" * 1224) is True
    assert holds(condition("StringLike", "sts:ExternalId", ["*a" * 600 + "b"]), "a" * 1224) is False


def test_a_condition_is_spelled_as_iam_does() -> None:
    assert in_words(condition("stringequals", "sts:ExternalId", ["b", "a"])) == "StringEquals a, b"
    assert (
        in_words(condition("forallvalues:stringnotlikeifexists", "x", ["a*"]))
        == "ForAllValues:StringNotLikeIfExists a*"
    )
    assert in_words(condition("ArnLike", "x", ["a"])) == "arnlike a"
