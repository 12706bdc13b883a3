"""Checks of policies and roles: what is there, what is attached."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.live.answers import Cause, NotKnown
from generator.live.aws.identities import InlinePolicy, LivePolicy, LiveRole, LiveRolePolicies, Policy, Role
from generator.live.aws.simulation import Decision, LiveDecision, SimulatedPolicies

from .example import (
    ACCOUNT,
    ALIAS_QUESTION,
    ATTACHED_QUESTION,
    AWS,
    FAILED,
    KEY_ARN,
    KEY_USER,
    NO_CHANGE,
    NO_KEY_SELECTED,
    NOT_KNOWN,
    OTHER_ARN,
    PASSED,
    POLICY,
    POLICY_ARN,
    POLICY_QUESTION,
    REFERRED_ROLE,
    REFUSED,
    ROLE,
    ROLE_ARN,
    ROLE_QUESTION,
    WARNING,
    allow,
    but,
    document,
    found,
    look,
    one,
)


def policy_of(*statements: dict[str, Any]) -> LivePolicy:
    return replace(POLICY, document=document(*statements))


def role_of(*statements: dict[str, Any]) -> LiveRole:
    return replace(ROLE, trust_policy=document(*statements))


def test_a_policy_that_is_still_to_be_made() -> None:
    result = one("PRE201", {POLICY_QUESTION: None})
    assert (result.outcome, result.summary) == (PASSED, "There is no policy ADBS_AWS_Policy1 yet: it will be made")


def test_a_policy_that_the_apply_changes_is_a_warning_that_says_in_what() -> None:
    live = policy_of(allow([*KEY_USER, "kms:CreateGrant"], [OTHER_ARN]))
    result = one("PRE201", {POLICY_QUESTION: live})
    assert (result.outcome, result.summary) == (WARNING, "The next apply changes the policy ADBS_AWS_Policy1")
    assert result.detail.splitlines() == [
        f"{POLICY_ARN} is there and different:",
        "  - allowed no longer: kms:CreateGrant",
        f"  - to be allowed: the use of {KEY_ARN}",
        f"  - allowed no longer: the use of {OTHER_ARN}",
        "See that it is meant.",
    ]


def test_a_policy_with_another_description_is_made_anew() -> None:
    result = one("PRE201", {POLICY_QUESTION: replace(POLICY, description="")})
    assert result.outcome is WARNING and 'made anew: its description is "", by the spec "Use of KMS' in result.detail


def test_a_policy_for_a_key_that_is_still_to_be_made() -> None:
    assert "to be allowed: the use of a key that will be made" in one("PRE201", {ALIAS_QUESTION: None}).detail


def test_a_policy_that_is_somebody_elses() -> None:
    result = one("PRE201", {POLICY_QUESTION: policy_of(allow("s3:GetObject"))})
    assert (result.outcome, result.address) == (FAILED, "payments-prod/policies/ADBS_AWS_Policy1")
    assert "is taken" in result.summary and "another name" in result.detail


def test_a_policy_to_adopt_has_to_be_there() -> None:
    result = one("PRE201", {POLICY_QUESTION: None}, "policies: {ADBS_AWS_Policy1: {adopt: true}}")
    assert (result.outcome, result.summary) == (FAILED, f"There is no policy {POLICY_ARN} to adopt")


def test_a_policy_that_the_spec_refers_to() -> None:
    other = f"arn:aws:iam::{ACCOUNT}:policy/other"
    changes = f"roles: {{ADBS_AWS_Role1: {{policies: [ADBS_AWS_Policy1, '{other}']}}}}"
    answers = {ATTACHED_QUESTION: LiveRolePolicies((other, POLICY_ARN))}
    result = one("PRE202", answers | {Policy(AWS, other): None}, changes)
    assert (result.outcome, result.summary) == (FAILED, f"There is no policy {other}")
    assert one("PRE202", answers | {Policy(AWS, other): POLICY}, changes).outcome is PASSED
    assert one("PRE202", answers | {Policy(AWS, other): REFUSED}, changes).outcome is NOT_KNOWN


def test_a_role_that_a_database_needs_in_the_same_apply_has_to_be_there() -> None:
    result = one("PRE203", {ROLE_QUESTION: None})
    assert (result.outcome, result.summary) == (FAILED, "The role ADBS_AWS_Role1 does not exist yet")
    assert "select a key for orders" in result.detail and "Apply the stage trust first" in result.detail


def test_a_role_that_nobody_needs_yet() -> None:
    assert one("PRE203", {ROLE_QUESTION: None}, NO_KEY_SELECTED).outcome is PASSED


def test_a_role_with_other_settings() -> None:
    result = one("PRE203", {ROLE_QUESTION: replace(ROLE, max_session_seconds=7200, permissions_boundary=POLICY_ARN)})
    assert result.outcome is WARNING
    assert f"permissions boundary: {POLICY_ARN} becomes none" in result.detail
    assert "longest session: 7200 becomes 3600 seconds" in result.detail


@pytest.mark.parametrize(
    ("live", "said"),
    [
        (replace(ROLE, arn=f"arn:aws:iam::{ACCOUNT}:role/db/ADBS_AWS_Role1"), "It has the path /db/."),
        (
            role_of({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}),
            "names no IAM user",
        ),
    ],
)
def test_a_role_that_is_somebody_elses(live: LiveRole, said: str) -> None:
    result = one("PRE203", {ROLE_QUESTION: live})
    assert (result.outcome, "is taken" in result.summary) == (FAILED, True)
    assert said in result.detail


def test_a_role_that_the_spec_refers_to() -> None:
    assert one("PRE204", {}, REFERRED_ROLE).outcome is PASSED
    absent = one("PRE204", {ROLE_QUESTION: None}, REFERRED_ROLE)
    assert (absent.outcome, absent.summary) == (FAILED, f"There is no role {ROLE_ARN}")


def test_policies_that_are_not_attached_yet() -> None:
    answers: dict[Any, Any] = {ATTACHED_QUESTION: LiveRolePolicies(())}
    result = one("PRE205", answers)
    assert (result.outcome, result.summary) == (FAILED, f"The role ADBS_AWS_Role1 does not have {POLICY_ARN} yet")
    assert one("PRE205", answers, NO_KEY_SELECTED).outcome is WARNING
    assert one("PRE205", answers | NO_CHANGE).outcome is WARNING


def test_policies_that_the_spec_does_not_name() -> None:
    admin = "arn:aws:iam::aws:policy/Admin"
    answers = {
        ATTACHED_QUESTION: LiveRolePolicies((POLICY_ARN, admin), ("x",)),
        Policy(AWS, admin): LivePolicy(admin, document(allow("*"))),
        InlinePolicy(AWS, "ADBS_AWS_Role1", "x"): document(allow("s3:*")),
    }
    result = one("PRE205", answers)
    assert result.outcome is WARNING
    assert result.summary.endswith("has other policies as well: arn:aws:iam::aws:policy/Admin, x (inline)")


def test_a_permissions_boundary_has_to_exist_and_to_allow_the_key() -> None:
    boundary = f"arn:aws:iam::{ACCOUNT}:policy/boundary"
    changes = f"roles: {{ADBS_AWS_Role1: {{permissions_boundary: '{boundary}'}}}}"
    role = {ROLE_QUESTION: replace(ROLE, permissions_boundary=boundary)}
    question = Policy(AWS, boundary)

    absent = one("PRE211", role | {question: None}, changes)
    assert (absent.outcome, absent.summary) == (FAILED, f"There is no policy {boundary} for a permissions boundary")
    by_boundary = but(Decrypt=LiveDecision("kms:Decrypt", Decision.IMPLICIT_DENY, denied_by_boundary=True))
    narrow_policy = LivePolicy(boundary, document(allow("kms:Describe*")))
    narrow = one("PRE211", role | {question: narrow_policy, SimulatedPolicies: by_boundary}, changes)
    assert narrow.outcome is FAILED and "does not allow kms:Decrypt with the key" in narrow.summary
    assert one("PRE211", role | {question: LivePolicy(boundary, document(allow("kms:*")))}, changes).outcome is PASSED
    assert found("PRE211") == []


def test_a_role_of_another_account_is_not_known() -> None:
    arn = "arn:aws:iam::999900001111:role/other"
    key = f"arn:aws:kms:us-east-2:{ACCOUNT}:key/11111111-2222-3333-4444-555555555555"
    changes = f"databases: {{orders: {{encryption: {{key: '{key}', role: '{arn}'}}}}}}"
    (result,) = [one for one in found("PRE204", {}, changes)]
    assert result.outcome is NOT_KNOWN and "the role is in 999900001111" in result.summary


def test_a_role_that_may_not_be_looked_at() -> None:
    refused = NotKnown(Cause.NOT_PERMITTED, "refused", "Have it allowed.", f"iam:GetRole on {ROLE_ARN}")
    (unknown,) = [one for one in look({Role(AWS, "ADBS_AWS_Role1"): refused}) if one.outcome is not PASSED]
    assert unknown.permission == f"iam:GetRole on {ROLE_ARN}"
    diagnostic = unknown.diagnostic()
    assert diagnostic and diagnostic.detail == f"Have it allowed. It needs the permission iam:GetRole on {ROLE_ARN}."
