"""What exists is taken over: `adopt` reads the state of somebody's own configuration, and the first plan of what is
rendered from its spec changes nothing. AWS is the real provider with moto behind it, OCI the stand-in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.adopt.adopted_spec import adopted_spec
from generator.adopt.terraform_state import existing_in
from generator.spec.files import SpecText
from generator.spec.load import parse_spec

from .moto_server import Credentials, MotoServer, aws_provider_override
from .oci_stand_in.database_store import DatabaseStore
from .rendered_stack import Plan, RenderedStack, actions, change_of, changed_arguments, render
from .terraform_core import Terraform

ACCOUNT_ID = "111122223333"
TENANCY = "ocid1.tenancy.oc1..aaaaaaaaexampletenancy"
COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaaexample"
OCID = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaorders"

KEY = "module.key_ADBS_Key.aws_kms_key.this"
ALIAS = "module.key_ADBS_Key.aws_kms_alias.this"
POLICY = "module.policy_ADBS_Policy.aws_iam_policy.this"
ROLE = "module.role_ADBS_Role.aws_iam_role.this"
ATTACHMENT = 'module.role_ADBS_Role.aws_iam_role_policy_attachment.this["ADBS_Policy"]'
ORDERS = "oci_database_autonomous_database.orders"

SOMEBODYS = """
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.68, < 7"
    }
    oci = {
      source  = "oracle/oci"
      version = ">= 6.15"
    }
  }
}

provider "aws" {
  region = "us-east-2"
  default_tags {
    tags = { team = "platform" }
  }
}

provider "oci" {
  region = "us-ashburn-1"
}

resource "aws_kms_key" "master" {
  description             = "Key of the orders database"
  deletion_window_in_days = 14
  enable_key_rotation     = true
  rotation_period_in_days = 180
  tags                    = { cost-centre = "0042" }
KEY_POLICY}

resource "aws_kms_alias" "master" {
  name          = "alias/ADBS_Key"
  target_key_id = aws_kms_key.master.arn
}

resource "aws_iam_policy" "use" {
  name = "ADBS_Policy"
  path = "/security/"
  policy = jsonencode({
    Statement = [{
      Resource = [aws_kms_key.master.arn]
      Action   = ["kms:Decrypt", "kms:DescribeKey"]
      Effect   = "Allow"
POLICY_SID
    }]
    Version = "2012-10-17"
  })
}

resource "aws_iam_role" "oracle" {
  name                 = "ADBS_Role"
  description          = "For Oracle"
  max_session_duration = 7200
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
ROLE_SID
      Effect    = "Allow"
      Action    = ["sts:AssumeRole"]
      Principal = { AWS = ["arn:aws:iam::444455556666:user/oracle-adbs"] }
      Condition = { StringEquals = { "sts:ExternalId" = ["ocid1.tenancy.oc1..aaaaaaaaexampletenancy"] } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "use" {
  role       = aws_iam_role.oracle.name
  policy_arn = aws_iam_policy.use.arn
}

import {
  to = oci_database_autonomous_database.fleet["orders"]
  id = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaorders"
}

resource "oci_database_autonomous_database" "fleet" {
  for_each       = toset(["orders"])
  compartment_id = "ocid1.compartment.oc1..aaaaaaaaexample"
  db_name        = "ORDERS"

  encryption_key {
    autonomous_database_provider = "AWS"
    key_arn                      = aws_kms_key.master.arn
    service_endpoint_uri         = "kms.us-east-2.amazonaws.com"
    arn_role                     = aws_iam_role.oracle.arn
    external_id                  = "tenant_ocid"
  }
}
"""
THEIR_KEY_POLICY = """
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "kms:*"
      Resource  = "*"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
    }]
  })
"""
# The key has the policy that AWS gives it.
OURS = {"KEY_POLICY": "", "POLICY_SID": "", "ROLE_SID": ""}


@dataclass(frozen=True)
class Somebodys:
    """What somebody made, with the Terraform and the credentials to look at it."""

    root: Path
    terraform: Terraform
    moto: MotoServer
    credentials: Credentials

    def make(self, **theirs: str) -> Path:
        """Applies their configuration, with documents like ours unless said otherwise; the file with its state."""
        text = SOMEBODYS
        for word, one in (OURS | theirs).items():
            text = text.replace(word, one)
        self.root.mkdir()
        (self.root / "main.tf").write_text(text, encoding="utf-8")
        aws_provider_override(self.root, self.moto, self.credentials)
        self.terraform.init(self.root)
        self.terraform.apply(self.root)
        state = self.root / "state.json"
        state.write_text(json.dumps(self.terraform.show_json(self.root)), encoding="utf-8")
        return state

    def adopted(self, state: Path, warnings: tuple[str, ...] = ()) -> tuple[RenderedStack, str]:
        """The stack that is rendered from the adopted spec, with an empty state of its own, and the spec."""
        existing, said = existing_in([str(state)])
        text, found = adopted_spec(existing, "orders", "adopted.yaml")
        assert tuple(one.code for one in (*said, *found)) == warnings
        stack = RenderedStack(self.root.with_name("tree"), "orders", self.terraform)
        render(stack.tree, text)
        stack.init(self.moto, self.credentials)
        return stack, text


@pytest.fixture
def somebodys(tmp_path: Path, attached_terraform: Terraform, moto: MotoServer, databases: DatabaseStore) -> Somebodys:
    databases.put({"id": OCID, "db_name": "ORDERS", "compartment_id": COMPARTMENT, "whitelisted_ips": ["192.0.2.7"]})
    return Somebodys(tmp_path / "somebodys", attached_terraform, moto, moto.credentials_for(ACCOUNT_ID))


def imported(plan: Plan) -> set[str]:
    return {one["address"] for one in plan["resource_changes"] if "importing" in one["change"]}


def test_what_is_as_adbkms_would_make_it_is_imported_and_nothing_changes(
    somebodys: Somebodys, databases: DatabaseStore
) -> None:
    stack, _ = somebodys.adopted(somebodys.make())
    before = databases.get(OCID)

    plan = stack.plan()

    assert imported(plan) == {KEY, ALIAS, POLICY, ROLE, ATTACHMENT, ORDERS}
    # AWS keeps neither of the two; hashicorp/aws 5.100 puts them into the state and sends nothing.
    assert actions(plan) == {KEY: ["update"]}
    assert changed_arguments(change_of(plan, KEY)) == {"deletion_window_in_days", "bypass_policy_lockout_safety_check"}

    stack.apply_plan()

    assert databases.get(OCID) == before
    assert stack.has_nothing_to_do()
    key = somebodys.moto.client("kms", credentials=somebodys.credentials).describe_key(KeyId="alias/ADBS_Key")
    assert key["KeyMetadata"]["Description"] == "Key of the orders database"


def test_what_differs_is_referred_to_by_its_arn_and_stays_as_it_is(somebodys: Somebodys) -> None:
    state = somebodys.make(KEY_POLICY=THEIR_KEY_POLICY, POLICY_SID='Sid = "Theirs"')

    stack, text = somebodys.adopted(state, warnings=("ADO007", "ADO007"))

    plan = stack.plan()
    assert imported(plan) == {
        ROLE,
        'module.role_ADBS_Role.aws_iam_role_policy_attachment.this["ADBS_Policy"]',
        ORDERS,
    }
    assert actions(plan) == {}
    assert text.count("# Not taken over: ") == 2
    (loaded,) = parse_spec([SpecText("adopted.yaml", text.encode())])[0].stacks
    assert loaded.stack.keys["ADBS_Key"].adopt is None
    assert loaded.stack.keys["ADBS_Key"].arn
    assert loaded.stack.policies["ADBS_Policy"].arn == f"arn:aws:iam::{ACCOUNT_ID}:policy/security/ADBS_Policy"

    stack.apply_plan()

    assert stack.has_nothing_to_do()


def test_a_role_that_differs_is_not_touched_either(somebodys: Somebodys) -> None:
    stack, text = somebodys.adopted(somebodys.make(ROLE_SID='Sid = "Theirs"'), warnings=("ADO007",))

    plan = stack.plan()

    assert imported(plan) == {KEY, ALIAS, POLICY, ORDERS}
    assert set(actions(plan)) == {KEY}
    assert f"arn: arn:aws:iam::{ACCOUNT_ID}:role/ADBS_Role" in text
