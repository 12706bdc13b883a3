"""What can be wrong with Oracle's role: its name, its policies, its permissions boundary."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Run

from .case import Case, Stage, all_of, encrypted_and, names, play
from .roles import TRUST_FIRST, refer_and, trusts
from .scene import (
    ACCOUNT,
    NAME,
    POLICY,
    POLICY_ARN,
    ROLE,
    ROLE_ARN,
    Scene,
    document,
    trusting,
    using,
)

BOUNDARY = f"arn:aws:iam::{ACCOUNT}:policy/Boundary"
DENIES_KMS = f"arn:aws:iam::{ACCOUNT}:policy/NoKms"
OTHER_KEY = f"arn:aws:kms:us-east-2:{ACCOUNT}:key/99999999-2222-3333-4444-555555555555"


def allows(*actions: str, key: str = "") -> Stage:
    return lambda scene: scene.permissions(using(key or scene.key_arn, *actions))


def detach(scene: Scene) -> None:
    scene.iam.detach_role_policy(RoleName=ROLE, PolicyArn=POLICY_ARN)


def attach_a_deny(scene: Scene) -> None:
    statement = {"Effect": "Deny", "Action": "kms:*", "Resource": "*"}
    scene.iam.create_policy(PolicyName="NoKms", PolicyDocument=document(statement))
    scene.iam.attach_role_policy(RoleName=ROLE, PolicyArn=DENIES_KMS)


def bound_by_the_spec(scene: Scene) -> None:
    scene.edit("        external_id: tenant_ocid", f"        permissions_boundary: {BOUNDARY}")


def bound(scene: Scene) -> None:
    """By a boundary without KMS."""
    statement = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
    scene.iam.create_policy(PolicyName="Boundary", PolicyDocument=document(statement))
    scene.iam.put_role_permissions_boundary(RoleName=ROLE, PermissionsBoundary=BOUNDARY)
    bound_by_the_spec(scene)


def bound_only_by_the_spec(*statements: dict[str, Any]) -> Stage:
    """The apply puts the boundary on a role that has none."""

    def staged(scene: Scene) -> None:
        scene.iam.create_policy(PolicyName="Boundary", PolicyDocument=document(*statements))
        bound_by_the_spec(scene)

    return staged


def bound_until_the_apply(scene: Scene) -> None:
    """By a boundary without KMS that the spec does not have any more."""
    bound(scene)
    scene.edit(f"        permissions_boundary: {BOUNDARY}", "        external_id: tenant_ocid")


def inline(*statements: dict[str, Any]) -> Stage:
    def staged(scene: Scene) -> None:
        scene.iam.put_role_policy(RoleName=ROLE, PolicyName="Inline", PolicyDocument=document(*statements))

    return staged


def describe_only(scene: Scene) -> None:
    scene.edit(f"        keys: [{NAME}]\n", f"        keys: [{NAME}]\n        actions: [kms:DescribeKey]\n")


def call_the_policy(name: str, path: str = "/") -> Stage:
    """The policy is there by another name or path, as IAM tells ARNs apart."""

    def staged(scene: Scene) -> None:
        scene.iam.detach_role_policy(RoleName=ROLE, PolicyArn=POLICY_ARN)
        scene.iam.delete_policy(PolicyArn=POLICY_ARN)
        scene.iam.create_policy(PolicyName=name, Path=path, PolicyDocument=document(using(scene.key_arn)))

    return staged


def call_the_role(name: str) -> Stage:
    def staged(scene: Scene) -> None:
        delete(scene)
        scene.iam.create_role(RoleName=name, AssumeRolePolicyDocument=document(trusting()))

    return staged


def delete(scene: Scene) -> None:
    detach(scene)
    scene.iam.delete_role(RoleName=ROLE)


def make_in_another_path(scene: Scene) -> None:
    delete(scene)
    scene.iam.create_role(RoleName=ROLE, Path="/teams/", AssumeRolePolicyDocument=document(trusting()))


LAMBDA = {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
S3 = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
KMS = {"Effect": "Allow", "Action": "kms:*", "Resource": "*"}
BY_TAG = {"Condition": {"StringEquals": {"aws:PrincipalTag/team": "dba"}}}
FROM_ELSEWHERE = {"Condition": {"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}}
DENY_KMS = {**KMS, "Effect": "Deny"}

CASES = (
    Case(
        "a policy is detached",
        detach,
        2,
        ("PRE205", f"does not have {POLICY_ARN} yet", TRUST_FIRST),
        unsaid=("PRE210",),
    ),
    Case(
        "a policy that denies",
        encrypted_and(attach_a_deny),
        2,
        ("PRE210", f"use the key {NAME} for kms:Decrypt, kms:DescribeKey: a policy denies it", DENIES_KMS, "detach"),
    ),
    Case(
        "a permissions boundary without KMS",
        bound,
        2,
        ("PRE211", f"does not allow kms:Decrypt, kms:DescribeKey with the key {NAME}", f"Allow it in {BOUNDARY}"),
    ),
    Case(
        "a permissions boundary with KMS under a condition, which the apply puts on the role",
        bound_only_by_the_spec(KMS | BY_TAG),
        0,
        (
            "PRE211",
            f"does not allow kms:Decrypt, kms:DescribeKey with the key {NAME}, as far as IAM's simulator can tell",
            "it depends on aws:PrincipalTag/team",
            "PRE210",
            "(a permissions boundary does not allow it)",
            "0 failed",
        ),
    ),
    Case(
        "a permissions boundary with a Deny under a condition, which the apply puts on the role",
        bound_only_by_the_spec(KMS, DENY_KMS | FROM_ELSEWHERE),
        0,
        ("PRE211", f"allows kms:Decrypt, kms:DescribeKey with the key {NAME}, as far", "aws:SourceIp", "PRE210"),
    ),
    Case(
        "a permissions boundary without KMS, which the apply puts on the role",
        bound_only_by_the_spec(S3),
        2,
        ("PRE211", f"Allow it in {BOUNDARY}", "PRE210", "a permissions boundary does not allow it"),
    ),
    Case(
        "a permissions boundary without KMS, which the apply takes from the role",
        bound_until_the_apply,
        0,
        ("PRE203", f"{BOUNDARY} becomes none", "PRE210", "kms:Decrypt, kms:DescribeKey yet", "eventually consistent"),
    ),
    Case(
        "a permissions boundary without KMS, which the apply takes from the role: nothing is switched",
        encrypted_and(bound_until_the_apply),
        0,
        ("PRE203", f"{BOUNDARY} becomes none"),
        unsaid=("PRE210",),
    ),
    Case(
        "a policy that denies under a condition",
        inline(DENY_KMS | FROM_ELSEWHERE),
        0,
        (
            "PRE210",
            f"may use the key {NAME} for kms:Decrypt, kms:DescribeKey, as far as IAM's simulator can tell",
            "it depends on aws:SourceIp",
        ),
    ),
    Case(
        "a policy that denies an existing role under a condition",
        refer_and(inline(DENY_KMS | FROM_ELSEWHERE)),
        0,
        ("PRE210", "as far as IAM's simulator can tell: it depends on aws:SourceIp"),
    ),
    Case(
        "a boundary that does not exist", bound_by_the_spec, 2, ("PRE211", f"There is no policy {BOUNDARY}", "Correct")
    ),
    Case("no role", delete, 2, ("PRE203", f"The role {ROLE} does not exist yet", TRUST_FIRST)),
    Case(
        "somebody else's role",
        trusts(LAMBDA),
        2,
        ("PRE203", f"{ROLE_ARN} is not for Oracle", "another name in `roles`"),
    ),
    Case(
        "a role of another path",
        make_in_another_path,
        2,
        ("PRE203", f"role/teams/{ROLE}", "It has the path /teams/", "`path`"),
    ),
    Case(
        "a role in another case",
        call_the_role("adbs_aws_role1"),
        2,
        ("PRE203", f"is taken by arn:aws:iam::{ACCOUNT}:role/adbs_aws_role1", "EntityAlreadyExists"),
    ),
    Case(
        "a policy of another path",
        call_the_policy(POLICY, "/teams/"),
        2,
        ("PRE201", f"is taken by arn:aws:iam::{ACCOUNT}:policy/teams/{POLICY}", "It has the path /teams/", "`path`"),
    ),
    Case(
        "a policy in another case",
        call_the_policy("adbs_aws_policy1"),
        2,
        ("PRE201", f"is taken by arn:aws:iam::{ACCOUNT}:policy/adbs_aws_policy1", "It has the name adbs_aws_policy1"),
    ),
    Case(
        "somebody else's policy",
        lambda scene: scene.permissions(S3),
        2,
        ("PRE201", f"{POLICY_ARN} has nothing to do with AWS KMS", "another name in `policies`"),
    ),
    Case(
        "a policy that does not allow enough yet",
        allows("kms:DescribeKey"),
        0,
        ("PRE210", f"may not use the key {NAME} for kms:Decrypt yet", "apply again", "to be allowed: kms:Decrypt"),
        unsaid=("is new", TRUST_FIRST),
    ),
    Case(
        "a policy for another key",
        allows(key=OTHER_KEY),
        0,
        (
            "PRE210",
            "kms:Decrypt, kms:DescribeKey yet",
            "PRE201",
            "the use of {key}",
            f"no longer: the use of {OTHER_KEY}",
        ),
    ),
    Case(
        "too few actions in the spec",
        describe_only,
        2,
        ("PRE210", "kms:Decrypt: nothing allows it", "Add the actions to `actions`", "allowed no longer: kms:Decrypt"),
    ),
    Case(
        "too few actions in the spec, and an inline policy with the rest",
        all_of(describe_only, inline(KMS)),
        0,
        ("PRE205", "Inline (inline)", "PRE201", "allowed no longer: kms:Decrypt"),
        unsaid=("PRE210",),
    ),
    Case(
        "an existing role without a policy",
        refer_and(detach),
        2,
        ("PRE210", "nothing allows it", "The spec does not manage this role"),
        unsaid=("`actions`",),
    ),
    Case(
        "no such role",
        lambda scene: scene.edit(f"          role: {ROLE}", f"          role: arn:aws:iam::{ACCOUNT}:role/Oracle"),
        2,
        ("PRE204", f"There is no role arn:aws:iam::{ACCOUNT}:role/Oracle", "Correct the ARN"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_roles(case: Case, scene: Scene, adbkms: Run) -> None:
    play(case, scene, adbkms)
