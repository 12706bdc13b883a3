"""May a role use its keys: what stays attached, what the boundary says, what depends on context keys, and when."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.live.aws.identities import InlinePolicy, LivePolicy, LiveRolePolicies, Policy
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
    PASSED,
    POLICY_ARN,
    REFERRED_ROLE,
    REFUSED,
    ROLE,
    ROLE_QUESTION,
    WARNING,
    allow,
    but,
    document,
    found,
    look,
    one,
)

ROLE_NAME = "ADBS_AWS_Role1"
ADMIN, BOUNDARY = "arn:aws:iam::aws:policy/Admin", f"arn:aws:iam::{ACCOUNT}:policy/boundary"
BOUNDED = f"roles: {{{ROLE_NAME}: {{permissions_boundary: '{BOUNDARY}'}}}}"
NO_SUCH_ROLE = {ROLE_QUESTION: None}
BY_TAG = {"Condition": {"StringEquals": {"aws:PrincipalTag/team": "dba"}}}
DENY_ELSEWHERE = {**allow("kms:*", Condition={"NotIpAddress": {"aws:SourceIp": "192.0.2.0/24"}}), "Effect": "Deny"}


def decrypt(decision: Decision, *missing: str, **others: bool) -> Any:
    """An answer of the simulator in which kms:Decrypt is decided so, and the rest allowed."""
    return but(Decrypt=LiveDecision("kms:Decrypt", decision, missing_context=missing, **others))


def nothing_allowed(question: Any) -> Any:
    return tuple(LiveDecision(action, Decision.IMPLICIT_DENY) for action in question.actions)


def boundary_of(*statements: dict[str, Any]) -> dict[Any, Any]:
    return {Policy(AWS, BOUNDARY): LivePolicy(BOUNDARY, document(*statements))}


def simulated(answers: dict[Any, Any], changes: str = "") -> list[SimulatedPolicies]:
    """What IAM is asked to simulate for the use of the key, beside the role as it is."""
    seen: list[SimulatedPolicies] = []

    def simulator(question: SimulatedPolicies) -> Any:
        seen.append(question)
        return but()(question)

    found("PRE210", {**answers, SimulatedPolicies: simulator}, changes)
    return [question for question in seen if len(question.actions) > 2]  # the boundary is asked of two alone


@pytest.mark.parametrize("of_key", [{}, {ALIAS_QUESTION: None}], ids=["a key that is there", "a key of this apply"])
def test_a_key_that_is_selected_in_the_apply_that_allows_it_is_a_warning(of_key: dict[Any, Any]) -> None:
    result = one("PRE210", {SimulatedRole: nothing_allowed, **of_key})
    assert (result.outcome, result.summary) == (
        WARNING,
        f"The role {ROLE_NAME} may not use the key {NAME} for kms:Decrypt, kms:DescribeKey yet",
    )
    assert "IAM is eventually consistent: Oracle may try the key before the change is everywhere." in result.detail
    assert "If so the work request fails, and orders keeps the key that it has: apply again." in result.detail
    assert "To be sure, apply the key and the policy first" in result.detail


def test_what_the_apply_leaves_in_place_is_simulated_too() -> None:
    other_policy = f"arn:aws:iam::{ACCOUNT}:policy/Other"
    answers = {
        ATTACHED_QUESTION: LiveRolePolicies((POLICY_ARN, ADMIN, other_policy), ("inline",)),
        Policy(AWS, ADMIN): LivePolicy(ADMIN, document(allow("*"))),
        InlinePolicy(AWS, ROLE_NAME, "inline"): document(DENY_ELSEWHERE),
    }
    other = f"policies: {{Other: {{keys: [{NAME}]}}}}"  # which Terraform detaches: the role does not name it
    live = {Policy(AWS, other_policy): None}
    (question,) = simulated({**answers, **live}, other)
    assert question.documents == (
        document(allow(KEY_USER, [KEY_ARN])),
        document(allow("*")),
        document(DENY_ELSEWHERE),
    )


def test_access_that_another_attached_policy_gives_stays() -> None:
    """The policy of the spec does without kms:Decrypt, and the role has it otherwise."""

    def simulator(question: SimulatedPolicies) -> Any:
        return (
            but()(question) if document(allow("*")) in question.documents else decrypt(Decision.IMPLICIT_DENY)(question)
        )

    changes = "policies: {ADBS_AWS_Policy1: {actions: [kms:DescribeKey]}}"
    answers = {SimulatedPolicies: simulator, Policy(AWS, ADMIN): LivePolicy(ADMIN, document(allow("*")))}
    assert one("PRE210", answers, changes).outcome is FAILED
    with_admin = {**answers, ATTACHED_QUESTION: LiveRolePolicies((POLICY_ARN, ADMIN))}
    assert one("PRE210", with_admin, changes).outcome is PASSED


def test_a_policy_that_stays_and_may_not_be_read_leaves_it_unknown() -> None:
    for question, policies in (
        (Policy(AWS, ADMIN), LiveRolePolicies((POLICY_ARN, ADMIN))),
        (InlinePolicy(AWS, ROLE_NAME, "x"), LiveRolePolicies((POLICY_ARN,), ("x",))),
    ):
        result = one("PRE210", {ATTACHED_QUESTION: policies, question: REFUSED})
        assert (result.outcome, result.permission) == (NOT_KNOWN, "service:Action on it")


def test_a_boundary_that_the_spec_takes_away_is_none() -> None:
    """Before, it keeps the role from the key, and so it may for a moment in the same apply."""
    by_boundary = decrypt(Decision.IMPLICIT_DENY, denied_by_boundary=True)
    answers = {ROLE_QUESTION: replace(ROLE, permissions_boundary=BOUNDARY), SimulatedRole: by_boundary}
    result = one("PRE210", answers)
    assert (result.outcome, result.summary) == (
        WARNING,
        f"The role {ROLE_NAME} may not use the key {NAME} for kms:Decrypt yet",
    )
    assert one("PRE210", {**answers, **NO_CHANGE}).outcome is PASSED
    assert [question.boundary for question in simulated(answers)] == [None]


@pytest.mark.parametrize("role", [{}, NO_SUCH_ROLE], ids=["a role that is there", "a role of this apply"])
def test_a_boundary_of_the_spec_is_simulated_with_the_policies(role: dict[Any, Any]) -> None:
    (question,) = simulated({**role, **boundary_of(allow("kms:*"))}, BOUNDED)
    assert question.boundary == document(allow("kms:*"))


def test_an_allow_that_depends_on_context_keys_has_not_passed() -> None:
    answer = decrypt(Decision.ALLOWED, "aws:SourceIp", "aws:SourceVpc")
    left_in_place = {
        ATTACHED_QUESTION: LiveRolePolicies((POLICY_ARN,), ("no",)),
        InlinePolicy(AWS, ROLE_NAME, "no"): document(DENY_ELSEWHERE),
    }
    of_stack = {**left_in_place, SimulatedPolicies: answer}
    for answers, changes in ((of_stack, ""), ({SimulatedRole: answer}, REFERRED_ROLE)):
        (result,) = [one for one in found("PRE210", answers, changes) if one.outcome is not PASSED]
        assert (result.outcome, result.permission) == (WARNING, None)
        assert result.summary.endswith(
            f"may use the key {NAME} for kms:Decrypt, as far as IAM's simulator can tell: it depends on aws:SourceIp, "
            "aws:SourceVpc"
        )
        assert "If Oracle is refused it, orders could not be opened with this key." in result.detail


def test_context_keys_of_statements_about_something_else_leave_it_certain() -> None:
    elsewhere = [allow("s3:*", **BY_TAG), {**DENY_ELSEWHERE, "Action": "s3:*"}]
    answers = {
        ATTACHED_QUESTION: LiveRolePolicies((POLICY_ARN,), ("files",)),
        InlinePolicy(AWS, ROLE_NAME, "files"): document(*elsewhere),
        SimulatedPolicies: decrypt(Decision.ALLOWED, "aws:PrincipalTag/team", "aws:SourceIp"),
    }
    assert one("PRE210", answers).outcome is PASSED


def test_a_refusal_that_depends_on_context_keys_has_not_failed() -> None:
    """An Allow under a condition does not hold in the simulator, where nobody says what the condition asks about."""
    answer = decrypt(Decision.IMPLICIT_DENY, "aws:PrincipalTag/team")
    result = one("PRE210", {SimulatedPolicies: answer})
    assert result.outcome is WARNING
    assert result.summary == (
        f"The role {ROLE_NAME} may not use the key {NAME} for kms:Decrypt (nothing allows it), as far as IAM's "
        "simulator can tell: it depends on aws:PrincipalTag/team"
    )


def test_a_refusal_that_no_value_changes_fails_whatever_else_has_conditions() -> None:
    deny = {**allow("kms:Decrypt"), "Effect": "Deny"}
    answers = {
        ATTACHED_QUESTION: LiveRolePolicies((POLICY_ARN,), ("no",)),
        InlinePolicy(AWS, ROLE_NAME, "no"): document(deny, allow("kms:*", **BY_TAG)),
        SimulatedPolicies: decrypt(Decision.EXPLICIT_DENY, "aws:PrincipalTag/team"),
    }
    assert one("PRE210", answers).outcome is FAILED


def test_a_policy_variable_can_stand_for_the_key() -> None:
    tagged = allow("kms:*", "arn:aws:kms:*:*:key/${aws:PrincipalTag/key}")
    answers = {
        ATTACHED_QUESTION: LiveRolePolicies((POLICY_ARN,), ("by-tag",)),
        InlinePolicy(AWS, ROLE_NAME, "by-tag"): document(tagged),
        SimulatedPolicies: decrypt(Decision.IMPLICIT_DENY, "aws:PrincipalTag/key"),
    }
    assert one("PRE210", answers, "policies: {ADBS_AWS_Policy1: {actions: [kms:DescribeKey]}}").outcome is WARNING


@pytest.mark.parametrize(
    ("statements", "answer", "said"),
    [
        (
            [allow("kms:*", **BY_TAG)],
            decrypt(Decision.IMPLICIT_DENY, "aws:PrincipalTag/team", denied_by_boundary=True),
            "does not allow kms:Decrypt",
        ),
        ([allow("kms:*"), DENY_ELSEWHERE], decrypt(Decision.ALLOWED, "aws:SourceIp"), "allows kms:Decrypt"),
    ],
)
def test_a_boundary_with_conditions_has_not_passed(statements: list[dict[str, Any]], answer: Any, said: str) -> None:
    """Nothing but the simulator judges it where the role is still to be made."""
    answers = {**NO_SUCH_ROLE, **boundary_of(*statements), SimulatedPolicies: answer}
    result = one("PRE211", answers, BOUNDED)
    assert result.outcome is WARNING
    assert f"The permissions boundary of {ROLE_NAME} {said} with the key {NAME}, as far as" in result.summary
    assert "it depends on aws:" in result.summary
    assert one("PRE210", answers, BOUNDED).outcome is WARNING


def test_a_boundary_that_may_not_be_simulated_is_not_known() -> None:
    answers = {**boundary_of(allow("kms:*")), SimulatedPolicies: lambda question: REFUSED}
    assert one("PRE211", answers, BOUNDED).permission == "service:Action on it"


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
    """The policy is there and does not allow the key yet; afterwards it does, perhaps late for a database of this
    apply."""
    nothing = {SimulatedRole: but(Decrypt=LiveDecision("kms:Decrypt", Decision.IMPLICIT_DENY))}
    assert one("PRE210", nothing | NO_CHANGE).outcome is PASSED
    result = one("PRE210", nothing)
    assert (result.outcome, result.summary) == (
        WARNING,
        f"The role ADBS_AWS_Role1 may not use the key {NAME} for kms:Decrypt yet",
    )
    assert "IAM is eventually consistent" in result.detail and "orders keeps the key that it has" in result.detail


def test_what_the_organization_says_stays_whatever_the_apply_writes() -> None:
    refusal = LiveDecision("kms:Decrypt", Decision.EXPLICIT_DENY, denied_by_organization=True)
    assert one("PRE210", {SimulatedRole: but(Decrypt=refusal)}).outcome is FAILED


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
