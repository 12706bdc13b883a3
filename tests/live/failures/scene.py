"""Both clouds as the quickstart leaves them at its stages *trust* and *encrypt*, and ways to spoil that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from generator.adopt.policy_documents import ACCOUNT_SID, KEY_POLICY_ID, VERSION
from generator.facts.kms_actions import KEY_USER
from tests.cli.conftest import ENCRYPT, change
from tests.oci_service import AwsKey, DatabaseRecord, OciService, Profile, oci_config_file
from tests.terraform.moto_server import Credentials, MotoServer

from .aws_gate import AwsGate

ACCOUNT, REGION = "111122223333", "us-east-2"
NAME, POLICY, ROLE = "ADBS_TestAWSKMSKey", "ADBS_AWS_Policy1", "ADBS_AWS_Role1"
POLICY_ARN, ROLE_ARN = f"arn:aws:iam::{ACCOUNT}:policy/{POLICY}", f"arn:aws:iam::{ACCOUNT}:role/{ROLE}"
ORACLE_USER = "arn:aws:iam::444455556666:user/oracle-adbs"
TENANCY = "ocid1.tenancy.oc1..aaaaaaaaexampletenancy"
COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaaexamplecompartment"
DATABASE = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase"
ENDPOINT = "kms.us-east-2.amazonaws.com"
DESCRIPTION = "Master encryption key of Autonomous AI Database"


@dataclass(frozen=True)
class Scene:
    """What has been applied, and how to change it. `spec` is the stage *encrypt*: `preflight` looks at what comes
    next, and after `encrypted` `status` has nothing to say either. `key_arn` is the key's, `key_id` its UUID."""

    moto: MotoServer
    gate: AwsGate
    oci: OciService
    credentials: Credentials
    environment: pytest.MonkeyPatch
    folder: Path
    key_arn: str

    @property
    def key_id(self) -> str:
        return self.key_arn.rpartition("/")[2]

    @property
    def spec(self) -> Path:
        return self.folder / "spec.yaml"

    def client(self, service: str, region: str = REGION) -> Any:
        """A client of boto3 in the stack's account, past the gate."""
        return self.moto.client(service, region, self.credentials)

    @property
    def kms(self) -> Any:
        return self.client("kms")

    @property
    def iam(self) -> Any:
        return self.client("iam")

    def edit(self, old: str, new: str) -> None:
        """Changes the spec, at one place."""
        change(self.spec, old, new)

    def in_stack(self, section: str, text: str) -> None:
        """Adds lines to `keys`, `roles` … of the spec's stack, without their indentation of six."""
        lines = "".join(f"      {line}\n" for line in text.splitlines())
        self.edit(f"    {section}:\n", f"    {section}:\n{lines}")

    def encrypted(self, **changed: str) -> None:
        """The last stage is applied too: the database has the key. `changed` are fields of it that are different."""
        key = {
            "key_arn": self.key_arn,
            "service_endpoint_uri": ENDPOINT,
            "arn_role": ROLE_ARN,
            "external_id": "tenant_ocid",
        }
        self.oci.change(DATABASE, key=AwsKey(**{**key, **changed}))

    def database(self, **fields: Any) -> None:
        """Changes the database."""
        self.oci.change(DATABASE, **fields)

    def trust(self, *statements: Mapping[str, Any]) -> None:
        """Another trust policy for Oracle's role."""
        self.iam.update_assume_role_policy(RoleName=ROLE, PolicyDocument=document(*statements))

    def permissions(self, *statements: Mapping[str, Any]) -> None:
        """Another document of the policy of Oracle's role."""
        self.iam.create_policy_version(PolicyArn=POLICY_ARN, PolicyDocument=document(*statements), SetAsDefault=True)

    def key_policy(self, *statements: Mapping[str, Any]) -> None:
        """Another policy of the key."""
        self.kms.put_key_policy(KeyId=self.key_arn, PolicyName="default", Policy=document(*statements))

    def act_in(self, account_id: str) -> None:
        """The credentials of the environment are those of another account from now on."""
        show(self.moto.credentials_for(account_id), self.environment)


def document(*statements: Mapping[str, Any]) -> str:
    """A policy document."""
    return json.dumps({"Version": VERSION, "Id": KEY_POLICY_ID, "Statement": [dict(one) for one in statements]})


def trusting(
    principal: str = ORACLE_USER, external_id: str | list[str] | None = TENANCY, **conditions: Any
) -> dict[str, Any]:
    """The statement of a trust policy; None as the external ID leaves that out. `conditions` are more of them."""
    wanted = {"StringEquals": {"sts:ExternalId": external_id}} if external_id else {}
    statement = {"Effect": "Allow", "Principal": {"AWS": principal}, "Action": "sts:AssumeRole"}
    return statement | ({"Condition": wanted | conditions} if wanted | conditions else {})


def using(key_arn: str, *actions: str, **others: Any) -> dict[str, Any]:
    """The statement of a policy for the use of a key, by default that of the module."""
    return {"Effect": "Allow", "Action": list(actions or KEY_USER), "Resource": [key_arn], **others}


def root(account_id: str = ACCOUNT) -> dict[str, Any]:
    """The first statement of a key policy."""
    principal = {"AWS": f"arn:aws:iam::{account_id}:root"}
    return {"Sid": ACCOUNT_SID, "Effect": "Allow", "Principal": principal, "Action": "kms:*", "Resource": "*"}


def show(credentials: Credentials, environment: pytest.MonkeyPatch) -> None:
    """Puts credentials into the environment."""
    environment.setenv("AWS_ACCESS_KEY_ID", credentials.access_key)
    environment.setenv("AWS_SECRET_ACCESS_KEY", credentials.secret_key)
    environment.setenv("AWS_SESSION_TOKEN", credentials.session_token or "")


def set_scene(moto: MotoServer, gate: AwsGate, oci: OciService, environment: pytest.MonkeyPatch, folder: Path) -> Scene:
    """The stage *trust* is applied, and its specification says *encrypt*; the environment leads to both clouds."""
    moto.reset()
    gate.clear()
    credentials = moto.credentials_for(ACCOUNT)
    show(credentials, environment)
    environment.setenv("AWS_ENDPOINT_URL", gate.endpoint_url)
    environment.setenv("ADBKMS_OCI_ENDPOINT", oci.endpoint)
    environment.setenv("OCI_CONFIG_FILE", str(oci_config_file(folder / "oci", Profile(tenancy_id=TENANCY))))
    oci.put(DatabaseRecord(DATABASE, compartment_id=COMPARTMENT, tenancy_id=TENANCY))
    oci.subscribe(TENANCY, "us-ashburn-1")
    kms, iam = (moto.client(service, REGION, credentials) for service in ("kms", "iam"))
    key_arn = kms.create_key(Description=DESCRIPTION, Policy=document(root()))["KeyMetadata"]["Arn"]
    kms.create_alias(AliasName=f"alias/{NAME}", TargetKeyId=key_arn)
    iam.create_policy(
        PolicyName=POLICY,
        Description="Use of KMS keys by Oracle Autonomous AI Database",
        PolicyDocument=document(using(key_arn)),
    )
    iam.create_role(RoleName=ROLE, AssumeRolePolicyDocument=document(trusting()))
    iam.attach_role_policy(RoleName=ROLE, PolicyArn=POLICY_ARN)
    (folder / "spec.yaml").write_text(ENCRYPT.read_text("utf-8"), "utf-8")
    return Scene(moto, gate, oci, credentials, environment, folder, key_arn)
