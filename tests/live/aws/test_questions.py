"""Every question, asked of moto over HTTP."""

from __future__ import annotations

import json
from datetime import UTC
from typing import Any

import pytest

from generator.live.access import AwsAccess
from generator.live.aws.account_names import AccountPolicies, AccountRoles
from generator.live.aws.caller import Caller, LiveCaller
from generator.live.aws.identities import InlinePolicy, LiveRolePolicies, Policy, Role, RolePolicies
from generator.live.aws.keys import Key, KeyAliases, KeyPolicy, KeySettings, LiveKey, LiveKeySettings
from generator.live.connections import Connections
from tests.terraform.moto_server import ACCOUNT_ID, MotoServer

ALLOW_ALL = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:*", "Resource": "*"}]}
COMPACT = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"*"}]}'
NO_KEY = f"arn:aws:kms:us-east-2:{ACCOUNT_ID}:key/00000000-0000-0000-0000-000000000000"


@pytest.fixture
def connections(aws_environment: MotoServer) -> Connections:
    return Connections()


@pytest.fixture
def key(moto: MotoServer) -> Any:
    """The metadata of a key with two aliases and a tag."""
    kms = moto.client("kms")
    tags = [{"TagKey": "team", "TagValue": "platform"}]
    key = kms.create_key(Description="for orders", Tags=tags, Policy=json.dumps(ALLOW_ALL))["KeyMetadata"]
    for name in ("orders", "billing"):
        kms.create_alias(AliasName=f"alias/{name}", TargetKeyId=key["KeyId"])
    return key


def test_the_caller_is_the_one_of_the_credentials(connections: Connections, access: AwsAccess) -> None:
    assert Caller(access).asked_of(connections) == LiveCaller(ACCOUNT_ID, f"arn:aws:sts::{ACCOUNT_ID}:user/moto")


def test_a_role_in_another_account_is_assumed(connections: Connections) -> None:
    there = AwsAccess("444455556666", "us-east-2", assume_role_arn="arn:aws:iam::444455556666:role/reader")

    caller = Caller(there).asked_of(connections)

    assert caller == LiveCaller("444455556666", "arn:aws:sts::444455556666:assumed-role/reader/adbkms")


def test_twenty_accounts_are_asked_each_by_its_own_role(connections: Connections) -> None:
    numbers = [f"{number:012}" for number in range(100, 120)]

    callers = [
        Caller(AwsAccess(number, "us-east-2", assume_role_arn=f"arn:aws:iam::{number}:role/reader")).asked_of(
            connections
        )
        for number in numbers
    ]

    assert [caller.account_id for caller in callers if isinstance(caller, LiveCaller)] == numbers


@pytest.mark.parametrize("by", ["arn", "alias"])
def test_a_key_is_found(connections: Connections, access: AwsAccess, key: Any, by: str) -> None:
    found = Key(access, key["Arn"] if by == "arn" else "alias/orders").asked_of(connections)

    assert found == LiveKey(arn=key["Arn"], account_id=ACCOUNT_ID, description="for orders")


def test_a_key_that_will_be_deleted_says_when(
    connections: Connections, access: AwsAccess, key: Any, moto: MotoServer
) -> None:
    planned = moto.client("kms").schedule_key_deletion(KeyId=key["KeyId"], PendingWindowInDays=7)["DeletionDate"]

    found = Key(access, key["Arn"]).asked_of(connections)

    assert isinstance(found, LiveKey)
    assert (found.state, found.deletion_date) == ("PendingDeletion", planned)
    assert found.deletion_date is not None and found.deletion_date.tzinfo is UTC


def test_a_key_is_asked_for_in_the_region_of_the_access(connections: Connections, access: AwsAccess, key: Any) -> None:
    assert Key(access.in_region("us-west-2"), "alias/orders").asked_of(connections) is None


def test_the_policy_and_the_aliases_of_a_key(connections: Connections, access: AwsAccess, key: Any) -> None:
    policy = KeyPolicy(access, key["Arn"]).asked_of(connections)

    assert isinstance(policy, str) and json.loads(policy) == ALLOW_ALL
    assert KeyAliases(access, key["Arn"]).asked_of(connections) == ("billing", "orders")


def test_rotation_and_tags_of_a_key(connections: Connections, access: AwsAccess, key: Any, moto: MotoServer) -> None:
    tags = {"team": "platform"}
    assert KeySettings(access, key["Arn"]).asked_of(connections) == LiveKeySettings(None, tags)

    moto.client("kms").enable_key_rotation(KeyId=key["KeyId"], RotationPeriodInDays=180)

    assert KeySettings(access, key["Arn"]).asked_of(connections) == LiveKeySettings(180, tags)


def test_a_policy_comes_with_its_default_version(connections: Connections, access: AwsAccess, moto: MotoServer) -> None:
    iam = moto.client("iam")
    tags = [{"Key": "team", "Value": "platform"}]
    other = json.dumps(ALLOW_ALL).replace("kms:*", "kms:Decrypt")
    made = iam.create_policy(PolicyName="keys", PolicyDocument=other, Description="for Oracle", Tags=tags)
    arn = made["Policy"]["Arn"]
    iam.create_policy_version(PolicyArn=arn, PolicyDocument=json.dumps(ALLOW_ALL), SetAsDefault=True)

    policy = Policy(access, arn).asked_of(connections)

    assert policy is not None
    assert vars(policy) == {"arn": arn, "document": COMPACT, "description": "for Oracle", "tags": {"team": "platform"}}


def test_a_role_is_found_whatever_its_path(connections: Connections, access: AwsAccess, moto: MotoServer) -> None:
    boundary = f"arn:aws:iam::{ACCOUNT_ID}:policy/limits"
    trust = json.dumps(ALLOW_ALL)
    role = {"RoleName": "oracle", "Path": "/db/", "Description": "for Oracle", "AssumeRolePolicyDocument": trust}
    moto.client("iam").create_role(
        **role, PermissionsBoundary=boundary, MaxSessionDuration=7200, Tags=[{"Key": "team", "Value": "platform"}]
    )

    found = Role(access, "oracle").asked_of(connections)

    assert found is not None
    assert vars(found) == {
        "arn": f"arn:aws:iam::{ACCOUNT_ID}:role/db/oracle",
        "trust_policy": COMPACT,
        "description": "for Oracle",
        "permissions_boundary": boundary,
        "max_session_seconds": 7200,
        "tags": {"team": "platform"},
    }


def test_all_pages_of_the_policies_of_a_role(connections: Connections, access: AwsAccess, moto: MotoServer) -> None:
    iam = moto.client("iam")
    iam.create_role(RoleName="oracle", AssumeRolePolicyDocument=json.dumps(ALLOW_ALL))
    names = [f"keys-{number:03}" for number in range(120)]  # a page has 100
    for name in reversed(names):
        iam.put_role_policy(RoleName="oracle", PolicyName=name, PolicyDocument=json.dumps(ALLOW_ALL))
    arn = iam.create_policy(PolicyName="keys", PolicyDocument=json.dumps(ALLOW_ALL))["Policy"]["Arn"]
    iam.attach_role_policy(RoleName="oracle", PolicyArn=arn)

    assert RolePolicies(access, "oracle").asked_of(connections) == LiveRolePolicies((arn,), tuple(names))
    assert InlinePolicy(access, "oracle", "keys-119").asked_of(connections) == COMPACT


def test_all_policies_and_roles_of_an_account(connections: Connections, access: AwsAccess, moto: MotoServer) -> None:
    """In pages of a hundred, and without the policies that are AWS's own."""
    iam = moto.client("iam")
    for number in range(101):
        iam.create_policy(PolicyName=f"keys-{number}", Path="/db/", PolicyDocument=json.dumps(ALLOW_ALL))
        iam.create_role(RoleName=f"oracle-{number}", AssumeRolePolicyDocument=json.dumps(ALLOW_ALL))

    policies, roles = AccountPolicies(access).asked_of(connections), AccountRoles(access).asked_of(connections)

    assert isinstance(policies, tuple) and isinstance(roles, tuple)
    assert set(policies) == {f"arn:aws:iam::{ACCOUNT_ID}:policy/db/keys-{number}" for number in range(101)}
    assert set(roles) == {f"arn:aws:iam::{ACCOUNT_ID}:role/oracle-{number}" for number in range(101)}


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(lambda access: Key(access, "alias/none"), id="alias"),
        pytest.param(lambda access: Key(access, NO_KEY), id="key"),
        pytest.param(lambda access: KeyPolicy(access, NO_KEY), id="key policy"),
        pytest.param(lambda access: KeySettings(access, NO_KEY), id="key settings"),
        pytest.param(lambda access: Policy(access, f"arn:aws:iam::{ACCOUNT_ID}:policy/none"), id="policy"),
        pytest.param(lambda access: Role(access, "none"), id="role"),
        pytest.param(lambda access: RolePolicies(access, "none"), id="policies of a role"),
        pytest.param(lambda access: InlinePolicy(access, "none", "none"), id="inline policy of a role"),
    ],
)
def test_what_does_not_exist_is_none(connections: Connections, access: AwsAccess, question: Any) -> None:
    assert question(access).asked_of(connections) is None
