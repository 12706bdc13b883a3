"""What is in the AWS accounts of a fleet, made over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import boto3
from botocore.config import Config

from generator.facts.kms_actions import KEY_USER
from tests.terraform.moto_server import Credentials, MotoServer

from .accounts import POLICY, ROLE, Account
from .specs import DESCRIPTION, ORACLE_USER_ARN, database_name


def credentials_of(moto: MotoServer, fleet: Sequence[Account]) -> list[Credentials]:
    """Credentials of each account, as `MotoServer.credentials_for` has them."""
    sts = moto.client("sts")
    issued = (
        sts.assume_role(RoleArn=f"arn:aws:iam::{account.account_id}:role/any", RoleSessionName="tests")["Credentials"]
        for account in fleet
    )
    return [Credentials(one["AccessKeyId"], one["SecretAccessKey"], one["SessionToken"]) for one in issued]


def clients(
    moto: MotoServer, service: str, fleet: Sequence[Account], credentials: Sequence[Credentials]
) -> Iterator[tuple[Account, Any]]:
    """A client in each account; all by one session, which reads the service's model once."""
    session = boto3.session.Session()
    for account in fleet:
        shown = credentials[account.number]
        client = session.client(
            service,
            account.region,
            endpoint_url=moto.endpoint_url,
            aws_access_key_id=shown.access_key,
            aws_secret_access_key=shown.secret_key,
            aws_session_token=shown.session_token,
            config=Config(proxies={}),
        )
        yield account, client


def make_keys(kms: Any, account: Account, databases: int) -> list[str]:
    """Makes the keys of an account with their aliases. Returns their ARNs."""
    arns = []
    for index in range(databases):
        arn: str = kms.create_key(Description=DESCRIPTION)["KeyMetadata"]["Arn"]
        kms.create_alias(AliasName=f"alias/{database_name(account, index)}", TargetKeyId=arn)
        arns.append(arn)
    return arns


def make_role(iam: Any, account: Account, key_arns: Sequence[str]) -> None:
    """Makes the role that Oracle's service assumes, with its policy."""
    allowed = _document(Action=list(KEY_USER), Resource=key_arns)
    policy = iam.create_policy(PolicyName=POLICY, PolicyDocument=allowed, Description=DESCRIPTION)["Policy"]
    external_id = {"StringEquals": {"sts:ExternalId": [account.tenancy_id]}}
    trust = _document(Action="sts:AssumeRole", Principal={"AWS": ORACLE_USER_ARN}, Condition=external_id)
    iam.create_role(RoleName=ROLE, AssumeRolePolicyDocument=trust)
    iam.attach_role_policy(RoleName=ROLE, PolicyArn=policy["Arn"])


def _document(**statement: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})
