"""A key of a test fleet, which may be torn down: made, read back, scheduled for deletion."""

from __future__ import annotations

import datetime
from pathlib import Path

from .moto_server import MotoServer
from .rendered_stack import RenderedStack, render
from .terraform_core import Terraform

SPEC = """
version: 1
stacks:
  test:
    protect: false
    aws: {account_id: "111122223333", region: us-east-2, tags: {stage: test}}
    oci: {compartment_id: ocid1.compartment.oc1..aaaaaaaaexamplecompartment, region: us-ashburn-1}
    keys:
      adbs/test: {deletion_window_days: 7, rotation_days: false, tags: {owner: dba}}
"""


def test_a_key_is_deleted_after_the_window_of_the_spec(
    tmp_path: Path, attached_terraform: Terraform, moto: MotoServer
) -> None:
    stack = RenderedStack(tmp_path / "tree", "test", attached_terraform)
    render(stack.tree, SPEC)
    credentials = moto.credentials_for("111122223333")
    stack.init(moto, credentials)
    kms = moto.client("kms", credentials=credentials)

    stack.terraform.apply(stack.root)

    key = kms.describe_key(KeyId="alias/adbs/test")["KeyMetadata"]
    assert kms.get_key_rotation_status(KeyId=key["Arn"])["KeyRotationEnabled"] is False
    tags = {tag["TagKey"]: tag["TagValue"] for tag in kms.list_resource_tags(KeyId=key["Arn"])["Tags"]}
    assert tags == {"stage": "test", "owner": "dba"}
    assert stack.has_nothing_to_do()

    stack.terraform.destroy(stack.root)

    deleted = kms.describe_key(KeyId=key["Arn"])["KeyMetadata"]
    assert deleted["KeyState"] == "PendingDeletion"
    left = deleted["DeletionDate"] - datetime.datetime.now(datetime.UTC)
    assert datetime.timedelta(days=6, hours=23) < left <= datetime.timedelta(days=7)
    assert kms.list_aliases(KeyId=key["Arn"])["Aliases"] == []
