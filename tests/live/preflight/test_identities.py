"""Checks of policies and roles: what is there, whom it trusts, what it allows."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.live.answers import Cause, NotKnown
from generator.live.aws.identities import LivePolicy, LiveRole, LiveRolePolicies, Policy, Role
from generator.live.aws.simulation import Decision, LiveDecision, SimulatedPolicies, SimulatedRole

from .example import (
    ACCOUNT,
    ALIAS_QUESTION,
    ATTACHED_QUESTION,
    AWS,
    FAILED,
    KEY_ARN,
    KEY_USER,
    NAME,
    NO_CHANGE,
    NO_KEY_SELECTED,
    NOT_KNOWN,
    ORACLE,
    OTHER_ARN,
    PASSED,
    POLICY,
    POLICY_ARN,
    POLICY_QUESTION,
    REFUSED,
    ROLE,
    ROLE_ARN,
    ROLE_QUESTION,
    TENANCY,
    WARNING,
    allow,
    but,
    document,
    found,
    look,
    one,
    trust,
)

REFERRED_ROLE = f"roles: {{Existing: {{arn: '{ROLE_ARN}'}}}}\ndatabases: {{orders: {{encryption: {{role: Existing}}}}}}"


def policy_of(*statements: dict[str, Any]) -> LivePolicy:
    return replace(POLICY, document=document(*statements))


def role_of(*statements: dict[str, Any]) -> LiveRole:
    return replace(ROLE, trust_policy=document(*statements))


def trusting(*statements: dict[str, Any]) -> dict[Any, Any]:
    return {ROLE_QUESTION: role_of(*statements)}


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
    result = one("PRE205", {ATTACHED_QUESTION: LiveRolePolicies((POLICY_ARN, "arn:aws:iam::aws:policy/Admin"), ("x",))})
    assert result.outcome is WARNING
    assert result.summary.endswith("has other policies as well: arn:aws:iam::aws:policy/Admin, x (inline)")


def test_a_role_that_trusts_another_principal() -> None:
    result = one("PRE206", trusting(trust("arn:aws:iam::444455556666:user/other")))
    assert (result.outcome, result.summary) == (FAILED, f"The role ADBS_AWS_Role1 does not trust {ORACLE}")
    assert "It trusts arn:aws:iam::444455556666:user/other." in result.detail
    assert "Apply the stage trust first" in result.detail
    diagnostic = result.diagnostic()
    assert diagnostic and diagnostic.range


def test_a_user_that_was_deleted_shows_as_an_id() -> None:
    assert "begins with AIDA" in one("PRE206", trusting(trust("AIDAEXAMPLEEXAMPLE12"))).detail


def test_a_trust_that_denies() -> None:
    deny = {**trust(external_id=None), "Effect": "Deny"}
    assert one("PRE206", trusting(trust(), deny)).outcome is FAILED


@pytest.mark.parametrize(
    ("external_id", "said"),
    [
        ("ocid1.tenancy.oc1..aaaaaaaaother", f"the spec says {TENANCY}."),
        ("tenant_ocid", "The word tenant_ocid is for the database; the trust policy takes the OCID itself."),
    ],
)
def test_a_role_that_demands_another_external_id(external_id: str, said: str) -> None:
    result = one("PRE207", trusting(trust(external_id=external_id)))
    assert result.outcome is FAILED
    assert result.summary == "The role ADBS_AWS_Role1 demands another external ID than Oracle presents"
    assert f"It demands {external_id};" in result.detail and said in result.detail


@pytest.mark.parametrize("statement", [trust(external_id=None), trust(operator="StringEqualsIfExists")])
def test_a_role_that_demands_no_external_id(statement: dict[str, Any]) -> None:
    results = look(trusting(statement))
    (result,) = [result for result in results if result.code == "PRE208"]
    assert (result.outcome, result.summary) == (
        WARNING,
        "The role ADBS_AWS_Role1 lets Oracle's user in without an external ID",
    )
    assert "The next apply makes it as the spec says." in result.detail
    assert [one.code for one in results if one.outcome is not PASSED] == ["PRE208"]


def test_a_role_that_trusts_others_too() -> None:
    me = f"arn:aws:iam::{ACCOUNT}:user/me"
    result = one("PRE209", trusting(trust([ORACLE, me])))
    assert (result.outcome, result.summary) == (WARNING, f"The role ADBS_AWS_Role1 trusts others as well: {me}")
    assert one("PRE209", trusting(trust("*"))).outcome is WARNING


def test_further_conditions_are_a_warning() -> None:
    statement = trust()
    statement["Condition"]["IpAddress"] = {"aws:SourceIp": "203.0.113.0/24"}
    result = one("PRE209", trusting(statement))
    assert result.outcome is WARNING and result.summary.endswith("aws:sourceip")


@pytest.mark.parametrize("statement", [trust("arn:aws:iam::444455556666:user/other"), trust(external_id="other")])
def test_a_wrong_trust_that_no_database_needs_in_this_apply_is_a_warning(statement: dict[str, Any]) -> None:
    for answers, changes in ((NO_CHANGE, ""), ({}, NO_KEY_SELECTED)):
        results = look(answers | trusting(statement), changes)
        wrong = [one for one in results if one.code in ("PRE206", "PRE207") and one.outcome is not PASSED]
        assert [one.outcome for one in wrong] == [WARNING]
        assert "The next apply makes it as the spec says." in wrong[0].detail


def test_the_trust_of_a_role_that_the_spec_refers_to() -> None:
    def of_existing(answers: dict[Any, Any]) -> dict[str, Any]:
        results = look(answers, REFERRED_ROLE)
        return {one.code: one for one in results if one.address == "payments-prod/roles/Existing"}

    fine = of_existing({})
    assert {code: result.outcome for code, result in fine.items()} == dict.fromkeys(
        ["PRE204", "PRE206", "PRE207", "PRE208", "PRE209", "PRE210"], PASSED
    )
    wrong = of_existing(trusting(trust(external_id="ocid1.tenancy.oc1..other")))["PRE207"]
    assert wrong.outcome is FAILED and "correct it where it is made" in wrong.detail
    assert of_existing(trusting(trust(f"arn:aws:iam::{ACCOUNT}:user/me")))["PRE206"].outcome is FAILED


def test_a_trust_policy_that_cannot_be_read_has_not_passed() -> None:
    assert one("PRE206", {ROLE_QUESTION: replace(ROLE, trust_policy="{}")}).outcome is NOT_KNOWN


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (LiveDecision("", Decision.IMPLICIT_DENY), "nothing allows it"),
        (LiveDecision("", Decision.EXPLICIT_DENY), "a policy denies it explicitly"),
        (LiveDecision("", Decision.IMPLICIT_DENY, denied_by_boundary=True), "a permissions boundary does not allow it"),
        (LiveDecision("", Decision.EXPLICIT_DENY, denied_by_organization=True), "a policy of the organization (SCP)"),
    ],
)
def test_what_keeps_a_role_from_its_key(refusal: LiveDecision, said: str) -> None:
    answer = but(Decrypt=replace(refusal, action="kms:Decrypt"))
    result = one("PRE210", {SimulatedRole: answer, SimulatedPolicies: answer})
    assert result.outcome is FAILED
    assert result.summary.startswith(f"The role ADBS_AWS_Role1 may not use the key {NAME} for kms:Decrypt: {said}")
    assert "orders could not be opened" in result.detail
    assert one("PRE210", {SimulatedRole: answer, SimulatedPolicies: answer}, NO_KEY_SELECTED).outcome is WARNING


def test_an_action_that_oracle_may_not_need_is_a_warning() -> None:
    answer = but(GenerateDataKey=LiveDecision("kms:GenerateDataKey", Decision.IMPLICIT_DENY))
    result = one("PRE210", {SimulatedRole: answer, SimulatedPolicies: answer})
    assert result.outcome is WARNING
    assert "Oracle does not publish which actions its service calls" in result.detail


def test_what_the_apply_will_allow_is_judged_as_the_spec_says() -> None:
    """The policy is there and does not allow the key yet; afterwards it does, too late for a database of this apply."""
    nothing = {SimulatedRole: but(Decrypt=LiveDecision("kms:Decrypt", Decision.IMPLICIT_DENY))}
    assert one("PRE210", nothing | NO_CHANGE).outcome is PASSED
    result = one("PRE210", nothing)
    assert (result.outcome, result.summary) == (
        FAILED,
        f"The role ADBS_AWS_Role1 may not use the key {NAME} for kms:Decrypt yet",
    )
    assert "Apply the stage trust first" in result.detail


def test_what_no_policy_lifts_stays_whatever_the_apply_writes() -> None:
    boundary = LiveDecision("kms:Decrypt", Decision.IMPLICIT_DENY, denied_by_boundary=True)
    assert one("PRE210", {SimulatedRole: but(Decrypt=boundary)}).outcome is FAILED


def test_a_role_that_does_not_exist_is_judged_by_its_policies_alone() -> None:
    def of_role(question: object) -> object:
        raise AssertionError(question)

    assert one("PRE210", {ROLE_QUESTION: None, SimulatedRole: of_role}).outcome is PASSED


def test_the_simulator_is_asked_for_the_key_that_the_alias_leads_to_with_the_rendered_document() -> None:
    seen: list[Any] = []

    def by_policies(question: Any) -> Any:
        seen.append(question)
        return but()(question)

    look({SimulatedPolicies: by_policies})
    (question,) = seen
    assert question.key_arn == KEY_ARN
    assert question.documents == (document(allow(KEY_USER, [KEY_ARN])).replace("{}", ""),)
    assert "kms:GenerateDataKey" in question.actions and not any("*" in one for one in question.actions)


def test_a_simulator_that_says_nothing_of_an_action_has_not_passed_it() -> None:
    assert one("PRE210", {SimulatedRole: lambda question: ()}).outcome is NOT_KNOWN


def test_a_permissions_boundary_has_to_exist_and_to_allow_the_key() -> None:
    boundary = f"arn:aws:iam::{ACCOUNT}:policy/boundary"
    changes = f"roles: {{ADBS_AWS_Role1: {{permissions_boundary: '{boundary}'}}}}"
    role = {ROLE_QUESTION: replace(ROLE, permissions_boundary=boundary)}
    question = Policy(AWS, boundary)

    absent = one("PRE211", role | {question: None}, changes)
    assert (absent.outcome, absent.summary) == (FAILED, f"There is no policy {boundary} for a permissions boundary")
    narrow = one("PRE211", role | {question: LivePolicy(boundary, document(allow("kms:Describe*")))}, changes)
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
