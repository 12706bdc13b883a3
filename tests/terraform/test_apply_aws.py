"""Oracle's own example through its three stages in one state: rendered by the product, applied by a real Terraform.

AWS is the real provider with moto behind it, OCI the stand-in. The journey is made once; the tests look at it, or plan
from its end without applying anything.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from .attached_provider import REATTACH_VARIABLE, reattached
from .moto_server import Credentials, MotoServer
from .oci_stand_in.attached import attached_stand_in
from .oci_stand_in.database_store import DatabaseStore
from .provider_mirror import ProviderMirror, terraform_with
from .rendered_stack import EXAMPLES, Plan, RenderedStack, actions, change_of, changed_arguments, moves, render
from .terraform_core import TerraformCore

# One worker makes the journey, and moto's memory is that worker's alone while it lasts.
pytestmark = pytest.mark.xdist_group("quickstart-journey")

ACCOUNT_ID = "111122223333"
STACK = "payments-prod"
STAGES = ("1-provision", "2-trust", "3-encrypt")
EXAMPLE_OCID = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase"

KEY = "module.key_ADBS_TestAWSKMSKey.aws_kms_key.this"
ALIAS = "module.key_ADBS_TestAWSKMSKey.aws_kms_alias.this"
POLICY = "module.policy_ADBS_AWS_Policy1.aws_iam_policy.this"
ROLE = "module.role_ADBS_AWS_Role1.aws_iam_role.this"
ATTACHMENT = 'module.role_ADBS_AWS_Role1.aws_iam_role_policy_attachment.this["ADBS_AWS_Policy1"]'
ORDERS = "oci_database_autonomous_database.orders"


@dataclass(frozen=True)
class Journey:
    """`plans` and `second_plan_is_empty` are by stage; `outputs` and `state` are those at the end."""

    stack: RenderedStack
    databases: DatabaseStore
    moto: MotoServer
    credentials: Credentials
    plans: dict[str, Plan]
    second_plan_is_empty: dict[str, bool]
    outputs: dict[str, Any]
    state: dict[str, dict[str, Any]]

    def client(self, service: str) -> Any:
        return self.moto.client(service, credentials=self.credentials)

    def from_its_end(self, folder: Path, *changes: tuple[str, str], warnings: tuple[str, ...] = ()) -> RenderedStack:
        """A copy of the stack with its state in a new folder, rendered anew from the last stage's spec with text
        replaced. It may plan, not apply: there is but one AWS."""
        shutil.copytree(self.stack.tree, folder, symlinks=True)
        render(folder, spec_of(STAGES[-1], self.outputs["database_orders_id"], *changes), warnings=warnings)
        stack = RenderedStack(folder, STACK, self.stack.terraform)
        stack.terraform.init(stack.root)
        return stack


def spec_of(stage: str, ocid: str, *changes: tuple[str, str]) -> str:
    """The example's spec of a stage, with the database's real OCID and other text replaced."""
    text = (EXAMPLES / "quickstart" / f"{stage}.yaml").read_text(encoding="utf-8")
    for old, new in ((EXAMPLE_OCID, ocid), *changes):
        assert old == EXAMPLE_OCID or old in text, f"nothing to replace: {old}"
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="module")
def journey(
    terraform_core: TerraformCore,
    mirror: ProviderMirror,
    running_aws_provider: str,
    moto_server: MotoServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Journey]:
    folder = tmp_path_factory.mktemp("journey")
    databases = DatabaseStore(folder / "databases")
    moto_server.reset()
    credentials = moto_server.credentials_for(ACCOUNT_ID)
    with attached_stand_in(databases) as stand_in:
        terraform = terraform_with(terraform_core, mirror, databases, folder).with_environment(
            TF_VAR_orders_admin_password="Not-a-secret-1",
            **reattached({REATTACH_VARIABLE: running_aws_provider}, "oracle/oci", stand_in),
        )
        stack = RenderedStack(folder / "tree", STACK, terraform)
        plans, empty = {}, {}
        for stage in STAGES:
            ocid = next((database["id"] for database in databases.all()), "")
            render(stack.tree, spec_of(stage, ocid))
            stack.init(moto_server, credentials)
            plans[stage] = stack.plan()
            stack.apply_plan()
            empty[stage] = stack.has_nothing_to_do()
        values = terraform.show_json(stack.root)["values"]
        outputs = {name: output["value"] for name, output in values["outputs"].items()}
        resources = [one for module in values["root_module"]["child_modules"] for one in module["resources"]]
        state = {one["address"]: one["values"] for one in resources}
        yield Journey(stack, databases, moto_server, credentials, plans, empty, outputs, state)
    moto_server.reset()


def test_provision_makes_the_database_the_key_and_the_policy(journey: Journey) -> None:
    created = {KEY: ["create"], ALIAS: ["create"], POLICY: ["create"], ORDERS: ["create"]}
    assert actions(journey.plans["1-provision"]) == created
    assert change_of(journey.plans["1-provision"], ORDERS)["after_unknown"]["encryption_key"] is True, "no block"


def test_trust_adds_the_role_and_leaves_the_database_alone(journey: Journey) -> None:
    assert actions(journey.plans["2-trust"]) == {ROLE: ["create"], ATTACHMENT: ["create"]}


def test_encrypt_changes_the_databases_key_in_place_and_nothing_else(journey: Journey) -> None:
    plan = journey.plans["3-encrypt"]

    assert actions(plan) == {ORDERS: ["update"]}
    change = change_of(plan, ORDERS)
    assert changed_arguments(change) == {"encryption_key"}
    assert _set_arguments(change["before"]) == {"autonomous_database_provider": "ORACLE_MANAGED"}
    assert _set_arguments(change["after"]) == {
        "autonomous_database_provider": "AWS",
        "key_arn": journey.outputs["key_ADBS_TestAWSKMSKey_arn"],
        "service_endpoint_uri": "kms.us-east-2.amazonaws.com",
        "arn_role": f"arn:aws:iam::{ACCOUNT_ID}:role/ADBS_AWS_Role1",
        "external_id": "tenant_ocid",
    }


@pytest.mark.parametrize("stage", STAGES)
def test_after_every_stage_there_is_nothing_left_to_do(journey: Journey, stage: str) -> None:
    assert journey.second_plan_is_empty[stage]


def test_the_database_is_encrypted_with_the_key(journey: Journey) -> None:
    (database,) = journey.databases.all()

    assert database["db_name"] == "ORDERS"
    assert database["encryption_key"][0]["key_arn"] == journey.outputs["key_ADBS_TestAWSKMSKey_arn"]


def test_oracle_and_no_one_else_may_assume_the_role_and_only_for_this_tenancy(journey: Journey) -> None:
    role = journey.client("iam").get_role(RoleName="ADBS_AWS_Role1")["Role"]

    assert role["AssumeRolePolicyDocument"] == {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": "sts:AssumeRole",
                "Principal": {"AWS": "arn:aws:iam::444455556666:user/oracle-adbs"},
                "Condition": {"StringEquals": {"sts:ExternalId": "ocid1.tenancy.oc1..aaaaaaaaexampletenancy"}},
            }
        ],
    }
    assert (role["Path"], role["MaxSessionDuration"]) == ("/", 3600)


def test_the_role_may_use_that_key_and_nothing_else(journey: Journey) -> None:
    iam = journey.client("iam")
    (attached,) = iam.list_attached_role_policies(RoleName="ADBS_AWS_Role1")["AttachedPolicies"]
    assert attached["PolicyName"] == "ADBS_AWS_Policy1"
    assert iam.list_role_policies(RoleName="ADBS_AWS_Role1")["PolicyNames"] == []

    policy = iam.get_policy(PolicyArn=attached["PolicyArn"])["Policy"]
    version = iam.get_policy_version(PolicyArn=policy["Arn"], VersionId=policy["DefaultVersionId"])["PolicyVersion"]

    document = version["Document"]
    document = json.loads(unquote(document)) if isinstance(document, str) else document
    (statement,) = document["Statement"]
    assert statement["Effect"] == "Allow"
    assert sorted(statement["Action"]) == [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey*",
        "kms:ReEncrypt*",
    ]
    assert statement["Resource"] == journey.outputs["key_ADBS_TestAWSKMSKey_arn"]
    assert ":key/" in statement["Resource"], "an alias would not authorise anything"


def test_the_alias_leads_to_the_key_that_is_as_the_spec_says(journey: Journey) -> None:
    kms = journey.client("kms")
    key = kms.describe_key(KeyId="alias/ADBS_TestAWSKMSKey")["KeyMetadata"]

    assert key["Arn"] == journey.outputs["key_ADBS_TestAWSKMSKey_arn"]
    assert key["Description"] == "Master encryption key of Autonomous AI Database"
    assert (key["KeyUsage"], key["KeySpec"], key["Enabled"]) == ("ENCRYPT_DECRYPT", "SYMMETRIC_DEFAULT", True)
    rotation = kms.get_key_rotation_status(KeyId=key["Arn"])
    assert (rotation["KeyRotationEnabled"], rotation["RotationPeriodInDays"]) == (True, 365)


def test_the_key_policy_lets_the_accounts_iam_policies_count(journey: Journey) -> None:
    key_arn = journey.outputs["key_ADBS_TestAWSKMSKey_arn"]
    policy = json.loads(journey.client("kms").get_key_policy(KeyId=key_arn, PolicyName="default")["Policy"])

    assert policy["Statement"] == [
        {
            "Sid": "Enable IAM User Permissions",
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT_ID}:root"},
            "Action": "kms:*",
            "Resource": "*",
        }
    ]


def test_the_state_holds_the_deletion_window(journey: Journey) -> None:
    assert journey.state[KEY]["deletion_window_in_days"] == 30


@pytest.mark.parametrize(
    ("arguments", "kept"), [(("-destroy",), ORDERS), ((f"-replace={KEY}",), KEY)], ids=["destroy", "replace"]
)
def test_the_database_and_the_key_are_protected(
    journey: Journey, tmp_path: Path, arguments: tuple[str, ...], kept: str
) -> None:
    stack = journey.from_its_end(tmp_path / "tree")

    planned = stack.terraform.plan(stack.root, *arguments, check=False)

    assert planned.returncode == 1
    assert f"Resource {kept} has lifecycle.prevent_destroy set" in " ".join(planned.stderr.split())


def test_taking_the_protection_away_changes_nothing_but_lets_destroy(journey: Journey, tmp_path: Path) -> None:
    unprotected = ("    aws:\n", "    protect: false\n    aws:\n")
    stack = journey.from_its_end(tmp_path / "tree", unprotected)

    assert stack.has_nothing_to_do()
    destroyed = actions(stack.plan("-destroy"))
    assert destroyed == {address: ["delete"] for address in (KEY, ALIAS, POLICY, ROLE, ATTACHMENT, ORDERS)}


def test_new_names_in_the_spec_move_what_is_there(journey: Journey, tmp_path: Path) -> None:
    stack = journey.from_its_end(
        tmp_path / "tree",
        (
            "      ADBS_TestAWSKMSKey:\n",
            "      orders-2026:\n        renamed_from: ADBS_TestAWSKMSKey\n        alias: ADBS_TestAWSKMSKey\n",
        ),
        ("keys: [ADBS_TestAWSKMSKey]", "keys: [orders-2026]"),
        ("key: ADBS_TestAWSKMSKey", "key: orders-2026"),
        ("      orders:\n", "      sales:\n        renamed_from: [purchases, orders]\n"),
    )

    plan = stack.terraform.with_environment(TF_VAR_sales_admin_password="Not-a-secret-1").plan_json(stack.root)

    assert actions(plan) == {}
    assert moves(plan) == {
        KEY: "module.key_orders-2026.aws_kms_key.this",
        ALIAS: "module.key_orders-2026.aws_kms_alias.this",
        ORDERS: "oci_database_autonomous_database.sales",
    }


def test_a_policy_under_a_new_name_is_moved_and_as_the_rule_warns_replaced(journey: Journey, tmp_path: Path) -> None:
    stack = journey.from_its_end(
        tmp_path / "tree",
        ("      ADBS_AWS_Policy1:\n", "      Use_Keys:\n        renamed_from: ADBS_AWS_Policy1\n"),
        ("policies: [ADBS_AWS_Policy1]", "policies: [Use_Keys]"),
        warnings=("NAM108",),
    )

    plan = stack.plan()

    renamed = "module.policy_Use_Keys.aws_iam_policy.this"
    assert moves(plan) == {POLICY: renamed}
    assert change_of(plan, renamed)["replace_paths"] == [["name"]]
    assert actions(plan) == {
        renamed: ["delete", "create"],
        ATTACHMENT: ["delete"],
        ATTACHMENT.replace("ADBS_AWS_Policy1", "Use_Keys"): ["create"],
    }


def _set_arguments(database: dict[str, Any]) -> dict[str, str]:
    """The arguments of a database's key that have a value."""
    (block,) = database["encryption_key"]
    return {name: value for name, value in block.items() if value}
