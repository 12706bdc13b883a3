"""What exists is taken over without anybody's state: `adopt --live` asks both clouds, and the first plan of what is
rendered from its spec changes nothing. Nothing here was made by Terraform: AWS is moto, filled by boto3, with the real
provider before it; the databases are known to the stand-in provider and to the stand-in for OCI's API alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from generator.adopt.adopted_spec import adopted_spec
from generator.adopt.terraform_state import existing_in
from generator.cli.app import app
from tests.oci_service import AwsKey, KeySwitch, OciService, Profile, oci_config_file, running_oci_service
from tests.oci_service.clock import FIRST_MINUTE
from tests.unit.adopt.states import document, root_statement, trust_statement, use_statement

from .moto_server import Credentials, MotoServer
from .oci_stand_in.database_store import DatabaseStore
from .rendered_stack import RenderedStack, actions, change_of, changed_arguments, render
from .terraform_core import Terraform
from .test_adopt_aws import (
    ACCOUNT_ID,
    ALIAS,
    ATTACHMENT,
    COMPARTMENT,
    KEY,
    OCID,
    ORDERS,
    POLICY,
    ROLE,
    TENANCY,
    imported,
)

# AWS keeps neither of the two; hashicorp/aws 5.100 puts them into the state and sends nothing.
ONLY_IN_TERRAFORM = {"deletion_window_in_days", "bypass_policy_lockout_safety_check"}
ADMINISTRATOR = f"arn:aws:iam::{ACCOUNT_ID}:user/keeper"


@dataclass(frozen=True)
class Somebodys:
    """What somebody made without Terraform, and the Terraform that is to take it over."""

    folder: Path
    terraform: Terraform
    moto: MotoServer
    credentials: Credentials
    oci: OciService
    databases: DatabaseStore

    def client(self, service: str) -> Any:
        return self.moto.client(service, credentials=self.credentials)

    def key(self, alias: str = "ADBS_Key", **settings: Any) -> str:
        """The ARN of a new key with an alias."""
        kms = self.client("kms")
        tags = [{"TagKey": "cost-centre", "TagValue": "0042"}, {"TagKey": "team", "TagValue": "platform"}]
        # AWS's own default, which moto (5.2) does not fill in.
        usage = {"KeyUsage": "ENCRYPT_DECRYPT", "Description": "Key of the orders database"}
        arn: str = kms.create_key(Tags=tags, **usage, **settings)["KeyMetadata"]["Arn"]
        kms.enable_key_rotation(KeyId=arn, RotationPeriodInDays=180)
        kms.create_alias(AliasName=f"alias/{alias}", TargetKeyId=arn)
        return arn

    def role(self, *key_arns: str, policy_sid: str | None = None, **settings: Any) -> str:
        """The ARN of a new role with a policy for the keys."""
        iam = self.client("iam")
        use = document(use_statement(policy_sid, Resource=list(key_arns)))
        policy = iam.create_policy(PolicyName="ADBS_Policy", Path="/security/", PolicyDocument=use)["Policy"]["Arn"]
        trust = document(trust_statement([TENANCY]))
        given = {"Description": "For Oracle", "MaxSessionDuration": 7200, "AssumeRolePolicyDocument": trust}
        role: str = iam.create_role(RoleName="ADBS_Role", **given | settings)["Role"]["Arn"]
        iam.attach_role_policy(RoleName="ADBS_Role", PolicyArn=policy)
        return role

    def database(self, key: str, role_arn: str, former: tuple[str, ...] = ()) -> None:
        """The database, with a key in AWS by its ARN or alias, and the keys that it has had."""
        block = {
            "autonomous_database_provider": "AWS",
            "key_arn": key,
            "service_endpoint_uri": "kms.us-east-2.amazonaws.com",
            "arn_role": role_arn,
            "external_id": "tenant_ocid",
        }
        said = {"id": OCID, "db_name": "ORDERS", "compartment_id": COMPARTMENT, "whitelisted_ips": ["192.0.2.7"]}
        self.databases.put({**said, "encryption_key": [block]})
        self.oci.database(OCID)  # from now on it has what Terraform's side has
        history = tuple(KeySwitch(AwsKey(arn), FIRST_MINUTE) for arn in former)
        self.oci.change(OCID, history=history)

    def adopted(self, *warnings: str) -> RenderedStack:
        """The stack that is rendered from the adopted spec, `adopted.yaml`, with an empty state."""
        out = self.folder / "adopted.yaml"
        command = ["adopt", "--live", OCID, "--stack", "orders", "-o", str(out), "--format", "json"]
        ended = CliRunner().invoke(app, command, catch_exceptions=False)
        assert ended.exit_code == 0, ended.output
        assert tuple(one["code"] for one in json.loads(ended.stdout)["diagnostics"]) == warnings
        stack = RenderedStack(self.folder / "tree", "orders", self.terraform)
        render(stack.tree, self.text)
        stack.init(self.moto, self.credentials)
        return stack

    @property
    def text(self) -> str:
        return (self.folder / "adopted.yaml").read_text("utf-8")


@pytest.fixture
def somebodys(
    tmp_path: Path,
    attached_terraform: Terraform,
    moto: MotoServer,
    databases: DatabaseStore,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Somebodys]:
    credentials = moto.credentials_for(ACCOUNT_ID)
    with running_oci_service(databases) as oci:
        for name, value in {
            "AWS_ENDPOINT_URL": moto.endpoint_url,
            "AWS_ACCESS_KEY_ID": credentials.access_key,
            "AWS_SECRET_ACCESS_KEY": credentials.secret_key,
            "AWS_SESSION_TOKEN": credentials.session_token or "",
            "ADBKMS_OCI_ENDPOINT": oci.endpoint,
            "OCI_CONFIG_FILE": str(oci_config_file(tmp_path / "oci", Profile(tenancy_id=TENANCY))),
        }.items():
            monkeypatch.setenv(name, value)
        yield Somebodys(tmp_path, attached_terraform, moto, credentials, oci, databases)


def test_everything_is_imported_and_nothing_changes(somebodys: Somebodys) -> None:
    key_arn = somebodys.key()
    somebodys.database(key_arn, somebodys.role(key_arn))
    before = somebodys.databases.get(OCID)
    stack = somebodys.adopted()

    plan = stack.plan()

    assert imported(plan) == {KEY, ALIAS, POLICY, ROLE, ATTACHMENT, ORDERS}
    assert actions(plan) == {KEY: ["update"]}
    assert changed_arguments(change_of(plan, KEY)) == ONLY_IN_TERRAFORM

    stack.apply_plan()

    assert somebodys.databases.get(OCID) == before
    assert stack.has_nothing_to_do()


def test_the_spec_is_the_one_that_adopt_makes_of_the_state_of_the_same_objects(somebodys: Somebodys) -> None:
    key_arn = somebodys.key()
    somebodys.database(key_arn, somebodys.role(key_arn))
    stack = somebodys.adopted()
    stack.plan()
    stack.apply_plan()
    state = somebodys.folder / "state.json"
    state.write_text(json.dumps(stack.terraform.show_json(stack.root)), encoding="utf-8")

    existing, said = existing_in([str(state)])
    from_state, found = adopted_spec(existing, "orders", "adopted.yaml")

    assert (said, found) == ([], [])
    assert from_state == somebodys.text


def test_keys_of_the_past_and_administrators_are_taken_over_as_they_are(somebodys: Somebodys) -> None:
    from generator.adopt.policy_documents import ADMINISTRATOR_ACTIONS

    somebodys.client("iam").create_user(UserName="keeper")
    keepers = root_statement(
        "KeyAdministrators", Principal={"AWS": [ADMINISTRATOR]}, Action=list(ADMINISTRATOR_ACTIONS)
    )
    old = somebodys.key("ADBS_Old")
    key_arn = somebodys.key(Policy=document(root_statement(), keepers, Id="key-default-1"))
    somebodys.database(key_arn, somebodys.role(key_arn, old), former=(old, key_arn))
    stack = somebodys.adopted()

    plan = stack.plan()

    old_key = KEY.replace("ADBS_Key", "ADBS_Old")
    assert imported(plan) == {
        KEY,
        ALIAS,
        old_key,
        ALIAS.replace("ADBS_Key", "ADBS_Old"),
        POLICY,
        ROLE,
        ATTACHMENT,
        ORDERS,
    }
    assert actions(plan) == {KEY: ["update"], old_key: ["update"]}
    assert changed_arguments(change_of(plan, KEY)) == ONLY_IN_TERRAFORM
    assert changed_arguments(change_of(plan, old_key)) == ONLY_IN_TERRAFORM
    assert f"- {ADMINISTRATOR}" in somebodys.text


def test_a_key_that_is_named_by_its_alias_stays_named_so(somebodys: Somebodys) -> None:
    key_arn = somebodys.key()
    somebodys.database("alias/ADBS_Key", somebodys.role(key_arn))
    stack = somebodys.adopted()

    plan = stack.plan()

    assert imported(plan) == {KEY, ALIAS, POLICY, ROLE, ATTACHMENT, ORDERS}
    assert actions(plan) == {KEY: ["update"]}


def test_a_role_with_a_permissions_boundary_and_tags_keeps_them(somebodys: Somebodys) -> None:
    key_arn = somebodys.key()
    boundary = somebodys.client("iam").create_policy(
        PolicyName="Boundary", PolicyDocument=document(use_statement("Everything"))
    )["Policy"]["Arn"]
    role = somebodys.role(
        key_arn, PermissionsBoundary=boundary, Path="/oracle/", Tags=[{"Key": "team", "Value": "payments"}]
    )
    somebodys.database(key_arn, role)
    stack = somebodys.adopted()

    plan = stack.plan()

    assert imported(plan) == {KEY, ALIAS, POLICY, ROLE, ATTACHMENT, ORDERS}
    assert actions(plan) == {KEY: ["update"]}
    assert f"permissions_boundary: {boundary}" in somebodys.text


def test_what_differs_is_not_touched(somebodys: Somebodys) -> None:
    """As the console makes them: a key policy of its own, a Sid in the policy, an inline policy in the role."""
    key_arn = somebodys.key(Policy=document(root_statement(), Id="key-consolepolicy-3"))
    role = somebodys.role(key_arn, policy_sid="VisualEditor0")
    somebodys.client("iam").put_role_policy(
        RoleName="ADBS_Role", PolicyName="by-hand", PolicyDocument=document(use_statement(Resource=key_arn))
    )
    somebodys.database(key_arn, role)
    stack = somebodys.adopted("ADO007", "ADO007", "ADO013")

    plan = stack.plan()

    assert imported(plan) == {ORDERS}
    assert actions(plan) == {}

    stack.apply_plan()

    assert stack.has_nothing_to_do()
