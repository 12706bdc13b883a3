"""Names of policies and roles that IAM takes for taken: whatever the path, whatever the case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.live.aws.identities import LiveRolePolicies, RolePolicies

from .example import (
    ACCOUNT,
    FAILED,
    NO_KEY_SELECTED,
    NOT_KNOWN,
    PASSED,
    POLICIES_QUESTION,
    POLICY,
    POLICY_ARN,
    POLICY_QUESTION,
    REFUSED,
    ROLE,
    ROLE_QUESTION,
    ROLES_QUESTION,
    one,
)

OTHERS = (f"arn:aws:iam::{ACCOUNT}:policy/ADBS_AWS_Policy10", f"arn:aws:iam::{ACCOUNT}:policy/ADBS_AWS_Policy1/keys")
ADOPTED = "policies: {ADBS_AWS_Policy1: {adopt: true}}"


@pytest.mark.parametrize(
    ("resource", "said"),
    [
        (
            "policy/teams/db/ADBS_AWS_Policy1",
            "It has the path /teams/db/. If it is the policy that you mean, write that",
        ),
        ("policy/adbs_aws_policy1", "It has the name adbs_aws_policy1."),
        ("policy/teams/adbs_AWS_policy1", "It has the path /teams/ and the name adbs_AWS_policy1."),
    ],
)
def test_a_policy_whose_name_is_taken(resource: str, said: str) -> None:
    """GetPolicy of the spec's ARN finds nothing, and CreatePolicy would fail."""
    taken = f"arn:aws:iam::{ACCOUNT}:{resource}"
    result = one("PRE201", {POLICY_QUESTION: None, POLICIES_QUESTION: (*OTHERS, taken)})
    assert (result.outcome, result.summary) == (FAILED, f"The name of the policy ADBS_AWS_Policy1 is taken by {taken}")
    assert said in result.detail and "EntityAlreadyExists" in result.detail and "another name" in result.detail
    adopted = one("PRE201", {POLICY_QUESTION: None, POLICIES_QUESTION: (taken,)}, ADOPTED)
    assert (adopted.outcome, adopted.summary) == (FAILED, result.summary)


def test_a_policy_that_iam_finds_with_another_arn_is_not_as_the_spec_says() -> None:
    taken = f"arn:aws:iam::{ACCOUNT}:policy/adbs_aws_policy1"
    assert one("PRE201", {POLICY_QUESTION: replace(POLICY, arn=taken)}).outcome is FAILED


def test_a_name_that_only_others_have_nearly_is_free() -> None:
    assert one("PRE201", {POLICY_QUESTION: None, POLICIES_QUESTION: OTHERS}).outcome is PASSED


def test_a_list_of_policies_that_may_not_be_asked_for_leaves_the_name_unknown() -> None:
    answers = {POLICY_QUESTION: None, POLICIES_QUESTION: REFUSED}
    result = one("PRE201", answers)
    assert (result.outcome, result.permission) == (NOT_KNOWN, "service:Action on it")
    assert result.summary.startswith("Not known whether the name of the policy ADBS_AWS_Policy1 is free")
    assert one("PRE201", answers, ADOPTED).outcome is FAILED


@pytest.mark.parametrize("changes", ["", NO_KEY_SELECTED])
def test_a_role_whose_name_is_taken_in_another_case(changes: str) -> None:
    taken = f"arn:aws:iam::{ACCOUNT}:role/db/adbs_aws_role1"
    by_list = one("PRE203", {ROLE_QUESTION: None, ROLES_QUESTION: (taken,)}, changes)
    attached = {RolePolicies: lambda question: LiveRolePolicies((POLICY_ARN,))}
    by_name = one("PRE203", {ROLE_QUESTION: replace(ROLE, arn=taken), **attached}, changes)
    for result in (by_list, by_name):
        assert (result.outcome, result.summary) == (FAILED, f"The name of the role ADBS_AWS_Role1 is taken by {taken}")
        assert "It has the path /db/ and the name adbs_aws_role1." in result.detail


def test_a_list_of_roles_that_may_not_be_asked_for_leaves_the_name_unknown() -> None:
    answers = {ROLE_QUESTION: None, ROLES_QUESTION: REFUSED}
    result = one("PRE203", answers, NO_KEY_SELECTED)
    assert (result.outcome, result.permission) == (NOT_KNOWN, "service:Action on it")
    assert one("PRE203", answers).outcome is FAILED  # a database needs the role in this apply
