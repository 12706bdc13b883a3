"""The real AWS provider applies to moto: what is read back there is what the configuration says."""

from __future__ import annotations

from pathlib import Path

import pytest

from .aws_root_module import CALLER, KEY_AND_ROLE, write_aws_root_module
from .moto_server import ACCOUNT_ID, MotoServer, aws_provider_override
from .terraform_core import Terraform

OTHER_ACCOUNT_ID = "012345678901"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "root"


def test_the_mirror_installs_the_provider(
    root: Path, terraform: Terraform, moto: MotoServer, aws_provider: str
) -> None:
    write_aws_root_module(root, ACCOUNT_ID, KEY_AND_ROLE)
    aws_provider_override(root, moto)

    terraform.init(root)

    assert f'version     = "{aws_provider}"' in (root / ".terraform.lock.hcl").read_text()
    assert terraform.validate_json(root)["valid"]


def test_a_key_a_policy_and_a_role_are_applied_once_and_for_all(
    root: Path, attached_terraform: Terraform, moto: MotoServer
) -> None:
    write_aws_root_module(root, ACCOUNT_ID, KEY_AND_ROLE)
    aws_provider_override(root, moto)
    attached_terraform.init(root)

    attached_terraform.apply(root)

    key_arn = attached_terraform.output_json(root)["key_arn"]
    assert key_arn.startswith(f"arn:aws:kms:us-east-2:{ACCOUNT_ID}:key/")
    kms, iam = moto.client("kms"), moto.client("iam")
    key = kms.describe_key(KeyId="alias/ADBS_TestAWSKMSKey")["KeyMetadata"]
    assert (key["Arn"], key["Description"]) == (key_arn, "Key of the orders database")
    assert kms.list_resource_tags(KeyId=key_arn)["Tags"] == [{"TagKey": "team", "TagValue": "platform"}]
    assert kms.get_key_rotation_status(KeyId=key_arn)["RotationPeriodInDays"] == 180
    trust = iam.get_role(RoleName="ADBS_AWS_Role1")["Role"]["AssumeRolePolicyDocument"]["Statement"]
    assert trust[0]["Condition"] == {"StringEquals": {"sts:ExternalId": "ocid1.tenancy.oc1..aaaa"}}
    attached = iam.list_attached_role_policies(RoleName="ADBS_AWS_Role1")["AttachedPolicies"]
    assert [policy["PolicyName"] for policy in attached] == ["ADBS_AWS_Policy1"]
    assert attached_terraform.plan(root).returncode == 0


def test_another_account_is_reached_through_the_role_of_the_provider_block(
    root: Path, attached_terraform: Terraform, moto: MotoServer
) -> None:
    write_aws_root_module(root, OTHER_ACCOUNT_ID, CALLER, f"arn:aws:iam::{OTHER_ACCOUNT_ID}:role/terraform")
    aws_provider_override(root, moto)
    attached_terraform.init(root)

    assert f'account_id = "{OTHER_ACCOUNT_ID}"' in attached_terraform.plan(root).stdout


def test_another_account_is_reached_with_its_own_credentials(
    root: Path, attached_terraform: Terraform, moto: MotoServer
) -> None:
    write_aws_root_module(root, OTHER_ACCOUNT_ID, CALLER)
    aws_provider_override(root, moto, moto.credentials_for(OTHER_ACCOUNT_ID))
    attached_terraform.init(root)

    assert f'account_id = "{OTHER_ACCOUNT_ID}"' in attached_terraform.plan(root).stdout


def test_credentials_of_an_account_that_is_not_allowed_are_refused(
    root: Path, attached_terraform: Terraform, moto: MotoServer
) -> None:
    write_aws_root_module(root, OTHER_ACCOUNT_ID, CALLER)
    aws_provider_override(root, moto)
    attached_terraform.init(root)

    planned = attached_terraform.plan(root, check=False)

    assert planned.returncode == 1
    assert f"AWS account ID not allowed: {ACCOUNT_ID}" in planned.stderr


def test_accounts_are_apart_and_a_reset_empties_all(moto: MotoServer) -> None:
    here, there = moto.client("kms"), moto.client("kms", credentials=moto.credentials_for(OTHER_ACCOUNT_ID))
    here.create_key()

    assert (len(here.list_keys()["Keys"]), len(there.list_keys()["Keys"])) == (1, 0)
    moto.reset()
    assert here.list_keys()["Keys"] == []


def test_a_root_module_without_a_backend_keeps_its_state_beside_it_too(
    root: Path, attached_terraform: Terraform, moto: MotoServer
) -> None:
    root.mkdir()
    (root / "main.tf").write_text('provider "aws" {\n  region = "us-east-2"\n}\n')
    aws_provider_override(root, moto)

    initialized = attached_terraform.init(root)

    assert 'Successfully configured the backend "local"!' in initialized.stdout
