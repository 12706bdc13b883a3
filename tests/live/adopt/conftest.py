"""Two clouds on loopback, with objects made by boto3 as the modules would make them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import adbkms
from tests.oci_service import AwsKey, DatabaseRecord, OciService
from tests.oci_service.database_records import TENANCY
from tests.oci_service.fixtures import oci_config, oci_environment, oci_service
from tests.terraform.moto_server import Credentials, MotoServer, running_moto
from tests.unit.adopt.states import ACCOUNT_ID, COMPARTMENT, OCID, REGION, document, trust_statement, use_statement

__all__ = ["adbkms", "oci_config", "oci_environment", "oci_service"]


@pytest.fixture(scope="session")
def moto_server() -> Iterator[MotoServer]:
    with running_moto() as moto:
        yield moto


@dataclass(frozen=True)
class SomebodysClouds:
    """What somebody made by hand. `profiles` is the file of AWS credentials, without any yet."""

    moto: MotoServer
    oci: OciService
    profiles: Path

    def client(self, service: str, account_id: str = ACCOUNT_ID, region: str = REGION) -> Any:
        return self.moto.client(service, region, self.moto.credentials_for(account_id))

    def key(self, alias: str = "ADBS_Key", account_id: str = ACCOUNT_ID, region: str = REGION, **settings: Any) -> str:
        """The ARN of a key with an alias, a yearly rotation, and the policy that AWS gives it unless told otherwise."""
        kms = self.client("kms", account_id, region)
        tags = [{"TagKey": "team", "TagValue": "payments"}]
        arn: str = kms.create_key(**{"Description": "Key of orders", "Tags": tags} | settings)["KeyMetadata"]["Arn"]
        kms.create_alias(AliasName=f"alias/{alias}", TargetKeyId=arn)
        if not settings:
            kms.enable_key_rotation(KeyId=arn, RotationPeriodInDays=180)
        return arn

    def role(self, *key_arns: str, policy_sid: str | None = None, trust_sid: str | None = None) -> str:
        """The ARN of a role for Oracle with a policy for the keys."""
        iam = self.client("iam")
        policy = iam.create_policy(
            PolicyName="ADBS_Policy",
            Path="/security/",
            PolicyDocument=document(use_statement(policy_sid, Resource=list(key_arns))),
        )["Policy"]["Arn"]
        role: str = iam.create_role(
            RoleName="ADBS_Role",
            Description="For Oracle",
            MaxSessionDuration=7200,
            AssumeRolePolicyDocument=document(trust_statement(TENANCY, trust_sid)),
            Tags=[{"Key": "team", "Value": "payments"}],
        )["Role"]["Arn"]
        iam.attach_role_policy(RoleName="ADBS_Role", PolicyArn=policy)
        return role

    def database(self, key_arn: str, role_arn: str, ocid: str = OCID, name: str = "ORDERS", **more: Any) -> None:
        """A database with its key in AWS, in the compartment of the tests."""
        region = key_arn.split(":")[3]
        key = AwsKey(key_arn, f"kms.{region}.amazonaws.com", role_arn, "tenant_ocid")
        self.oci.put(DatabaseRecord(ocid, name, COMPARTMENT, **{"key": key} | more))

    def profile(self, name: str, credentials: Credentials) -> None:
        """A profile of the AWS configuration."""
        lines = [
            f"[{name}]",
            f"aws_access_key_id = {credentials.access_key}",
            f"aws_secret_access_key = {credentials.secret_key}",
            *([f"aws_session_token = {credentials.session_token}"] if credentials.session_token else []),
        ]
        with self.profiles.open("a", encoding="utf-8") as file:
            file.write("\n".join([*lines, ""]))


@pytest.fixture
def clouds(
    moto_server: MotoServer, oci_environment: OciService, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> SomebodysClouds:
    """Both clouds, reached by the environment, with nothing in them; the caller is in the account of the tests."""
    moto_server.reset()
    credentials = moto_server.credentials_for(ACCOUNT_ID)
    profiles = tmp_path / "aws-credentials"
    for name, value in {
        "AWS_ENDPOINT_URL": moto_server.endpoint_url,
        "AWS_ACCESS_KEY_ID": credentials.access_key,
        "AWS_SECRET_ACCESS_KEY": credentials.secret_key,
        "AWS_SESSION_TOKEN": credentials.session_token or "",
        "AWS_SHARED_CREDENTIALS_FILE": str(profiles),
    }.items():
        monkeypatch.setenv(name, value)
    return SomebodysClouds(moto_server, oci_environment, profiles)


def inline(clouds: SomebodysClouds, role: str = "ADBS_Role") -> None:
    """Somebody has written a policy into the role in the console."""
    clouds.client("iam").put_role_policy(RoleName=role, PolicyName="by-hand", PolicyDocument=document(use_statement()))
