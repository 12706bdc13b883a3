"""What IAM's simulator says, through a stand-in for it in moto, and what it may say besides."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from generator.live.access import AwsAccess
from generator.live.aws.simulation import Decision, LiveDecision, SimulatedPolicies, SimulatedRole
from generator.live.connections import Connections
from tests.terraform.moto_server import ACCOUNT_ID, MotoServer

from .aws_faults import Faults, query

KEY = f"arn:aws:kms:us-east-2:{ACCOUNT_ID}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
ACTIONS = ("kms:Encrypt", "kms:Decrypt", "kms:DescribeKey")
ROLE = f"arn:aws:iam::{ACCOUNT_ID}:role/db/oracle"


def policy(effect: str, *actions: str, **elements: Any) -> str:
    statement = {"Effect": effect, "Action": list(actions), "Resource": KEY, **elements}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def decisions(*decided: Decision, missing: tuple[str, ...] = ()) -> tuple[LiveDecision, ...]:
    return tuple(
        LiveDecision(action, decision, missing_context=missing)
        for action, decision in zip(ACTIONS, decided, strict=True)
    )


@pytest.mark.parametrize(
    ("documents", "expected"),
    [
        ([policy("Allow", *ACTIONS)], [Decision.ALLOWED] * 3),
        ([policy("Allow", "kms:*")], [Decision.ALLOWED] * 3),
        ([policy("Allow", "KMS:en?rypt")], [Decision.ALLOWED, Decision.IMPLICIT_DENY, Decision.IMPLICIT_DENY]),
        (
            [policy("Allow", "kms:*"), policy("Deny", "kms:Decrypt")],
            [Decision.ALLOWED, Decision.EXPLICIT_DENY, Decision.ALLOWED],
        ),
        ([policy("Allow", "kms:*", Resource=KEY[:-1])], [Decision.IMPLICIT_DENY] * 3),
    ],
)
def test_what_policies_allow(
    aws_environment: MotoServer, access: AwsAccess, documents: list[str], expected: list[Decision]
) -> None:
    answer = SimulatedPolicies(access, tuple(documents), ACTIONS, KEY).asked_of(Connections())

    assert answer == decisions(*expected)


@pytest.mark.parametrize(
    ("document", "boundary", "expected"),
    [
        (policy("Allow", "kms:*", Condition={"Bool": {"aws:x": "true"}}), None, Decision.IMPLICIT_DENY),
        (policy("Allow", "kms:*", Condition={"StringNotEquals": {"aws:x": "y"}}), None, Decision.ALLOWED),
        (
            policy("Allow", "kms:*"),
            policy("Allow", "*", Condition={"StringNotEquals": {"aws:x": "y"}}),
            Decision.ALLOWED,
        ),
    ],
)
def test_context_keys_that_nobody_gave_are_named(
    aws_environment: MotoServer, access: AwsAccess, document: str, boundary: str | None, expected: Decision
) -> None:
    answer = SimulatedPolicies(access, (document,), ACTIONS, KEY, boundary).asked_of(Connections())

    assert answer == decisions(*[expected] * 3, missing=("aws:x",))


def test_policies_within_a_boundary(aws_environment: MotoServer, access: AwsAccess) -> None:
    limits = policy("Allow", "kms:De*")

    answer = SimulatedPolicies(access, (policy("Allow", "kms:*"),), ACTIONS, KEY, limits).asked_of(Connections())

    assert answer == (
        LiveDecision("kms:Encrypt", Decision.IMPLICIT_DENY, denied_by_boundary=True),
        LiveDecision("kms:Decrypt", Decision.ALLOWED),
        LiveDecision("kms:DescribeKey", Decision.ALLOWED),
    )


def test_context_keys_are_read_wherever_they_stand(aws_plays: Callable[..., Faults], access: AwsAccess) -> None:
    """In the result where no resources were given, by AWS's description, and with resources beside each of them."""

    def named(*keys: str) -> str:
        members = "".join(f"<member>{key}</member>" for key in keys)
        return f"<MissingContextValues>{members}</MissingContextValues>"

    decided = f"<EvalResourceName>{KEY}</EvalResourceName><EvalResourceDecision>allowed</EvalResourceDecision>"
    of_resource = f"<ResourceSpecificResults><member>{decided}{named('b', 'a')}</member></ResourceSpecificResults>"
    results = (
        ("kms:Encrypt", named("c", "a", "aws:PrincipalTag/Größe und Farbe") + of_resource),
        ("kms:Decrypt", of_resource),
        ("kms:DescribeKey", named("c")),
    )
    aws_plays(query("SimulateCustomPolicy", _page(*((action, "allowed", more) for action, more in results))))

    answer = SimulatedPolicies(access, (policy("Allow", "*"),), ACTIONS, KEY).asked_of(Connections())

    assert isinstance(answer, tuple)
    assert [one.missing_context for one in answer] == [
        ("a", "aws:PrincipalTag/Größe und Farbe", "b", "c"),
        ("a", "b"),
        ("c",),
    ]


def test_what_a_role_may_do_with_all_that_is_attached_to_it(aws_environment: MotoServer, access: AwsAccess) -> None:
    iam = aws_environment.client("iam")
    limits = iam.create_policy(PolicyName="limits", PolicyDocument=policy("Allow", "kms:De*"))["Policy"]["Arn"]
    allows = iam.create_policy(PolicyName="keys", PolicyDocument=policy("Allow", "kms:*"))["Policy"]["Arn"]
    iam.create_role(RoleName="oracle", Path="/db/", AssumeRolePolicyDocument="{}", PermissionsBoundary=limits)
    iam.attach_role_policy(RoleName="oracle", PolicyArn=allows)
    iam.put_role_policy(RoleName="oracle", PolicyName="no", PolicyDocument=policy("Deny", "kms:DescribeKey"))

    assert SimulatedRole(access, ROLE, ACTIONS, KEY).asked_of(Connections()) == (
        LiveDecision("kms:Encrypt", Decision.IMPLICIT_DENY, denied_by_boundary=True),
        LiveDecision("kms:Decrypt", Decision.ALLOWED),
        LiveDecision("kms:DescribeKey", Decision.EXPLICIT_DENY),
    )


def test_a_role_that_does_not_exist_has_no_decisions(aws_environment: MotoServer, access: AwsAccess) -> None:
    assert SimulatedRole(access, ROLE, ACTIONS, KEY).asked_of(Connections()) is None


def test_a_service_control_policy_is_told_from_the_rest(aws_plays: Callable[..., Faults], access: AwsAccess) -> None:
    """In pages, and in another order than asked."""
    by_organization = "<AllowedByOrganizations>false</AllowedByOrganizations>"
    denied = f"<OrganizationsDecisionDetail>{by_organization}</OrganizationsDecisionDetail>"
    faults = aws_plays(
        query("SimulatePrincipalPolicy", _page(("kms:Decrypt", "explicitDeny", denied), marker="more")),
        query("SimulatePrincipalPolicy", _page(("kms:Encrypt", "allowed", ""), ("kms:DescribeKey", "allowed", ""))),
    )

    answer = SimulatedRole(access, ROLE, ACTIONS, KEY).asked_of(Connections())

    assert answer == (
        LiveDecision("kms:Encrypt", Decision.ALLOWED),
        LiveDecision("kms:Decrypt", Decision.EXPLICIT_DENY, denied_by_organization=True),
        LiveDecision("kms:DescribeKey", Decision.ALLOWED),
    )
    assert len(faults.asked) == 2


def test_a_decision_that_is_missing_is_not_taken_for_one(aws_plays: Callable[..., Faults], access: AwsAccess) -> None:
    aws_plays(query("SimulatePrincipalPolicy", _page(("kms:Encrypt", "allowed", ""))))

    answer = SimulatedRole(access, ROLE, ACTIONS, KEY).asked_of(Connections())

    assert getattr(answer, "summary", None) == (
        f"What answers for AWS IAM is not AWS: no answer to SimulatePrincipalPolicy in account {ACCOUNT_ID} can be read"
    )


def _page(*results: tuple[str, str, str], marker: str = "") -> str:
    members = "".join(
        f"<member><EvalActionName>{action}</EvalActionName><EvalDecision>{decision}</EvalDecision>{more}</member>"
        for action, decision, more in results
    )
    more = f"<IsTruncated>true</IsTruncated><Marker>{marker}</Marker>" if marker else "<IsTruncated>false</IsTruncated>"
    return f"<EvaluationResults>{members}</EvaluationResults>{more}"
