"""What can be wrong with Oracle's role: its trust, its policies, its boundary."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

from .case import Case, names, play
from .scene import ACCOUNT, NAME, ORACLE_USER, POLICY_ARN, ROLE, ROLE_ARN, TENANCY, Scene, document, root, trusting, using

OTHER = "ocid1.tenancy.oc1..aaaaaaaaothertenancy"
BOUNDARY = "arn:aws:iam::111122223333:policy/Boundary"

def encrypted_and(stage):
    def both(scene: Scene) -> None:
        scene.encrypted()
        stage(scene)

    return both

def deny_attached(scene):
    scene.iam.create_policy(PolicyName="NoKms", PolicyDocument=document({"Effect":"Deny","Action":"kms:*","Resource":"*"}))
    scene.iam.attach_role_policy(RoleName=ROLE, PolicyArn=f"arn:aws:iam::{ACCOUNT}:policy/NoKms")

def boundary(scene, rendered=True):
    scene.iam.create_policy(PolicyName="Boundary", PolicyDocument=document({"Effect":"Allow","Action":"s3:*","Resource":"*"}))
    scene.iam.put_role_permissions_boundary(RoleName=ROLE, PermissionsBoundary=BOUNDARY)
    if rendered:
        scene.edit("        external_id: tenant_ocid", f"        external_id: tenant_ocid\n        permissions_boundary: {BOUNDARY}")

def boundary_absent(scene):
    scene.edit("        external_id: tenant_ocid", f"        external_id: tenant_ocid\n        permissions_boundary: {BOUNDARY}")

def detached(scene):
    scene.iam.detach_role_policy(RoleName=ROLE, PolicyArn=POLICY_ARN)

def no_role(scene):
    detached(scene)
    scene.iam.delete_role(RoleName=ROLE)

def role_elses(scene):
    scene.trust({"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"})

def role_path(scene):
    no_role(scene)
    scene.iam.create_role(RoleName=ROLE, Path="/teams/", AssumeRolePolicyDocument=document(trusting()))

def policy_elses(scene):
    scene.permissions({"Effect":"Allow","Action":"s3:GetObject","Resource":"*"})

def policy_narrow(scene):
    scene.permissions(using(scene.key_arn, "kms:DescribeKey"))

def policy_other_key(scene):
    scene.permissions(using("arn:aws:kms:us-east-2:111122223333:key/99999999-2222-3333-4444-555555555555"))

def referred(scene):
    scene.edit("        policies: [ADBS_AWS_Policy1]\n        oracle_user_arn: arn:aws:iam::444455556666:user/oracle-adbs\n        external_id: tenant_ocid\n", f"        arn: {ROLE_ARN}\n")

CASES = (
    Case("another principal", lambda s: s.trust(trusting("arn:aws:iam::444455556667:user/oracle-adbs")), (), "PRE206"),
    Case("another principal, nothing switched", encrypted_and(lambda s: s.trust(trusting("arn:aws:iam::444455556667:user/oracle-adbs"))), (), "PRE206"),
    Case("another principal, nothing switched", encrypted_and(lambda s: s.trust(trusting("arn:aws:iam::444455556667:user/oracle-adbs"))), (), "", command="status"),
    Case("deleted principal", lambda s: s.trust(trusting("AIDAIOSFODNN7EXAMPLE")), (), "PRE206"),
    Case("another external id", lambda s: s.trust(trusting(external_id=OTHER)), (), "PRE207"),
    Case("word as external id", lambda s: s.trust(trusting(external_id="tenant_ocid")), (), "PRE207"),
    Case("no external id", lambda s: s.trust(trusting(external_id=None)), (), "PRE208"),
    Case("extra conditions", lambda s: s.trust(trusting(IpAddress={"aws:SourceIp": "192.0.2.0/24"})), (), ""),
    Case("extra conditions MFA", lambda s: s.trust(trusting(Bool={"aws:MultiFactorAuthPresent": "true"})), (), ""),
    Case("trust denies", lambda s: s.trust(trusting(), {"Effect": "Deny", "Principal": {"AWS": ORACLE_USER}, "Action": "sts:AssumeRole"}), (), ""),
    Case("trust denies conditionally", lambda s: s.trust(trusting(), {"Effect": "Deny", "Principal": {"AWS": ORACLE_USER}, "Action": "sts:AssumeRole", "Condition": {"StringEquals": {"sts:ExternalId": TENANCY}}}), (), ""),
    Case("also others", lambda s: s.trust(trusting(), {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::999999999999:root"}, "Action": "sts:AssumeRole"}), (), ""),
    Case("wrong action", lambda s: s.trust({**trusting(), "Action": "sts:AssumeRoleWithSAML"}), (), ""),
    Case("referred extra conditions", lambda s: (referred(s), s.trust(trusting(IpAddress={"aws:SourceIp": "192.0.2.0/24"}))), (), ""),
    Case("referred wrong id", lambda s: (referred(s), s.trust(trusting(external_id=OTHER))), (), ""),
    Case("referred detached", lambda s: (referred(s), detached(s)), (), ""),
    Case("detached", detached, (), "PRE205"),
    Case("detached, nothing switched", encrypted_and(detached), (), ""),
    Case("deny attached", deny_attached, (), ""),
    Case("deny attached encrypted", encrypted_and(deny_attached), (), ""),
    Case("inline deny", lambda s: s.iam.put_role_policy(RoleName=ROLE, PolicyName="no", PolicyDocument=document({"Effect":"Deny","Action":"kms:Decrypt","Resource":"*"})), (), ""),
    Case("boundary", boundary, (), ""),
    Case("boundary of live only", lambda s: boundary(s, False), (), ""),
    Case("boundary absent", boundary_absent, (), ""),
    Case("no role", no_role, (), ""),
    Case("role somebody else's", role_elses, (), ""),
    Case("role other path", role_path, (), ""),
    Case("policy somebody else's", policy_elses, (), ""),
    Case("policy narrow", policy_narrow, (), ""),
    Case("policy narrow encrypted", encrypted_and(policy_narrow), (), ""),
    Case("policy other key", policy_other_key, (), ""),
    Case("actions lacking", lambda s: s.edit("        keys: [ADBS_TestAWSKMSKey]\n", "        keys: [ADBS_TestAWSKMSKey]\n        actions: [kms:DescribeKey]\n"), (), ""),
    Case("role wrong in spec", lambda s: s.edit("          role: ADBS_AWS_Role1", "          role: arn:aws:iam::111122223333:role/Oracle"), (), ""),
    Case("role of another account", lambda s: s.edit("          role: ADBS_AWS_Role1", "          role: arn:aws:iam::999999999999:role/Oracle"), (), ""),
)


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_roles(case: Case, scene: Scene, adbkms: Run) -> None:
    play(case, scene, adbkms)
