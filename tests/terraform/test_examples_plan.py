"""What Terraform would make of every example's committed tree, and the policy documents that AWS would get."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.golden.artifacts import EXAMPLES, example_specs

from .moto_server import MotoServer
from .oci_stand_in.database_store import DatabaseStore
from .rendered_stack import DATABASE, Plan, RenderedStack, actions, render
from .terraform_core import Terraform

STACKS = [
    (tree, stack.name) for tree in sorted(example_specs()) for stack in sorted((EXAMPLES / tree / "stacks").iterdir())
]
# The resources in each module, by the beginning of the name of its calls.
RESOURCES = {
    "key_": ("aws_kms_key.this", "aws_kms_alias.this"),
    "policy_": ("aws_iam_policy.this",),
    "role_": ("aws_iam_role.this",),
}
USE_OF_KEYS = """
version: 1
stacks:
  policies:
    aws: {account_id: "111122223333", region: us-east-2}
    oci: {compartment_id: ocid1.compartment.oc1..aaaaaaaaexamplecompartment, region: us-ashburn-1}
    policies:
      preset: {keys: ["KEY"]}
      reading: {keys: ["KEY"], actions: decrypt-only}
      own: {keys: ["KEY"], actions: [kms:DescribeKey, kms:Decrypt, kms:GenerateDataKey]}
"""
KEY = "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"


@pytest.fixture(params=STACKS, ids="-".join)
def example(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    attached_terraform: Terraform,
    moto: MotoServer,
    databases: DatabaseStore,
) -> RenderedStack:
    """A stack of an example, ready to be planned for an AWS account in which nothing is yet."""
    tree, name = request.param
    copy = Path(shutil.copytree(EXAMPLES / tree, tmp_path / "tree"))
    main = (copy / "stacks" / name / "main.tf").read_text(encoding="utf-8")
    passwords = {f"TF_VAR_{variable}": "Not-a-secret-1" for variable in re.findall(r"var\.(\w+)", main)}
    stack = RenderedStack(copy, name, attached_terraform.with_environment(**passwords))
    imports = stack.root / "imports.tf"
    for ocid in re.findall(r'id = "(.*)"', imports.read_text(encoding="utf-8")) if imports.exists() else ():
        databases.put({"id": ocid, "compartment_id": "ocid1.compartment.oc1..aaaaaaaaledger"})
    (account,) = re.findall(r'allowed_account_ids = \["(\d+)"]', (stack.root / "providers.tf").read_text("utf-8"))
    stack.init(moto, moto.credentials_for(account))
    return stack


def test_an_example_makes_what_its_blocks_say_with_policies_that_keep_others_out(example: RenderedStack) -> None:
    plan = example.plan()

    main = (example.root / "main.tf").read_text(encoding="utf-8")
    called = re.findall(r'^module "(\w+?_)(.*)" {$', main, re.MULTILINE)
    expected = {f"module.{kind}{name}.{resource}" for kind, name in called for resource in RESOURCES[kind]}
    expected |= {f"{DATABASE}.{name}" for name in re.findall(rf'^resource "{DATABASE}" "(.*)" {{$', main, re.MULTILINE)}
    planned = {address for address in actions(plan) if "aws_iam_role_policy_attachment" not in address}
    assert planned == expected
    assert not [address for address, done in actions(plan).items() if "delete" in done]
    for role in planned_values(plan, "aws_iam_role"):
        check_trust_policy(json.loads(role["assume_role_policy"]))
    for key in planned_values(plan, "aws_kms_key"):
        check_key_policy(json.loads(key["policy"]))


def check_trust_policy(document: dict[str, Any]) -> None:
    """One user of Oracle's, and only with the external ID of one of our own OCIDs."""
    (statement,) = document["Statement"]
    assert document["Version"] == "2012-10-17"
    assert (statement["Effect"], statement["Action"]) == ("Allow", "sts:AssumeRole")
    assert re.fullmatch(r"arn:aws:iam::\d{12}:user/\S+", statement["Principal"]["AWS"])
    (external_id,) = statement["Condition"]["StringEquals"].values()
    assert list(statement["Condition"]["StringEquals"]) == ["sts:ExternalId"]
    assert re.fullmatch(r"ocid1\.(tenancy|compartment|autonomousdatabase)\.oc1\.[a-z0-9-]*\.[a-z0-9]+", external_id)


def check_key_policy(document: dict[str, Any]) -> None:
    """The account itself first; administrators, if any, administer but do not use the key; nobody else."""
    root, *others = document["Statement"]
    assert document["Version"] == "2012-10-17"
    assert re.fullmatch(r"arn:aws:iam::\d{12}:root", root["Principal"]["AWS"])
    assert (root["Effect"], root["Action"], root["Resource"]) == ("Allow", "kms:*", "*")
    for statement in others:
        assert statement["Sid"] == "KeyAdministrators"
        assert "*" not in statement["Principal"]["AWS"]
        assert not re.search(r"\*|Encrypt|Decrypt|DataKey|CreateGrant", " ".join(statement["Action"]))


def test_a_policy_allows_the_use_of_its_keys_and_nothing_else(
    tmp_path: Path, attached_terraform: Terraform, moto: MotoServer
) -> None:
    stack = RenderedStack(tmp_path / "tree", "policies", attached_terraform)
    render(stack.tree, USE_OF_KEYS.replace("KEY", KEY))
    stack.init(moto, moto.credentials_for("111122223333"))

    plan = stack.plan()

    documents = {policy["name"]: json.loads(policy["policy"]) for policy in planned_values(plan, "aws_iam_policy")}
    allowed = {
        "preset": ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        "reading": ["kms:Decrypt", "kms:DescribeKey"],
        "own": ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
    }
    for name, expected in allowed.items():
        (statement,) = documents[name]["Statement"]
        assert sorted(statement.pop("Action")) == expected
        assert statement == {"Effect": "Allow", "Resource": KEY}


def planned_values(plan: Plan, resource_type: str) -> list[dict[str, Any]]:
    """What the plan would give to each resource of a type."""
    return [one["change"]["after"] for one in plan["resource_changes"] if one["type"] == resource_type]
