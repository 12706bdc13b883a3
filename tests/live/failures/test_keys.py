"""What can be wrong with a key, its alias and its policy."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

from .case import Case, names, play
from .scene import NAME, ROLE_ARN, Scene, document, root, using


def disable(scene: Scene) -> None:
    scene.kms.disable_key(KeyId=scene.key_id)


def schedule_deletion(scene: Scene) -> None:
    scene.kms.schedule_key_deletion(KeyId=scene.key_id, PendingWindowInDays=7)


def encrypted_and(stage):
    def both(scene: Scene) -> None:
        scene.encrypted()
        stage(scene)

    return both


def somebody_elses_alias(scene: Scene) -> None:
    scene.kms.delete_alias(AliasName=f"alias/{NAME}")
    other = scene.kms.create_key(Description="Payroll")["KeyMetadata"]["Arn"]
    scene.kms.create_alias(AliasName=f"alias/{NAME}", TargetKeyId=other)


def other_description(scene: Scene) -> None:
    scene.edit("description: Master encryption key of Autonomous AI Database", "description: Orders, since 2026")


def other_description_encrypted(scene: Scene) -> None:
    scene.encrypted()
    other_description(scene)


def asymmetric_key(scene: Scene) -> None:
    scene.kms.delete_alias(AliasName=f"alias/{NAME}")
    other = scene.kms.create_key(KeySpec="RSA_2048", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
    scene.kms.create_alias(AliasName=f"alias/{NAME}", TargetKeyId=other)


def refers_to_rsa(scene: Scene) -> None:
    other = scene.kms.create_key(KeySpec="RSA_2048", KeyUsage="SIGN_VERIFY", Policy=document(root()))["KeyMetadata"]["Arn"]
    scene.edit(
        f"      {NAME}:\n        description: Master encryption key of Autonomous AI Database",
        f"      {NAME}:\n        arn: {other}",
    )


def refers_to_gone(scene: Scene) -> None:
    scene.edit(
        f"      {NAME}:\n        description: Master encryption key of Autonomous AI Database",
        f"      {NAME}:\n        arn: arn:aws:kms:us-east-2:111122223333:key/99999999-2222-3333-4444-555555555555",
    )


def refers_to_by_arn(scene: Scene) -> None:
    scene.edit(
        f"      {NAME}:\n        description: Master encryption key of Autonomous AI Database",
        f"      {NAME}:\n        arn: {scene.key_arn}",
    )


def alias_into_nothing(scene: Scene) -> None:
    scene.edit("          key: ADBS_TestAWSKMSKey", "          key: alias/orders")


def alias_in_another_region(scene: Scene) -> None:
    alias_into_nothing(scene)
    kms = scene.client("kms", "eu-central-1")
    arn = kms.create_key()["KeyMetadata"]["Arn"]
    kms.create_alias(AliasName="alias/orders", TargetKeyId=arn)


def endpoint_elsewhere(scene: Scene) -> None:
    scene.edit(
        "          key: ADBS_TestAWSKMSKey",
        "          key: alias/orders\n          service_endpoint: kms.eu-central-1.amazonaws.com",
    )
    arn = scene.kms.create_key()["KeyMetadata"]["Arn"]
    scene.kms.create_alias(AliasName="alias/orders", TargetKeyId=arn)


def locked_out(scene: Scene) -> None:
    refers_to_by_arn(scene)
    scene.key_policy({"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:user/ann"}, "Action": "kms:*", "Resource": "*"})


def denying(scene: Scene) -> None:
    refers_to_by_arn(scene)
    scene.key_policy(root(), {"Effect": "Deny", "Principal": {"AWS": ROLE_ARN}, "Action": ["kms:Decrypt"], "Resource": "*"})


def denying_managed(scene: Scene) -> None:
    scene.key_policy(root(), {"Effect": "Deny", "Principal": "*", "Action": ["kms:Decrypt", "kms:GenerateDataKey*"], "Resource": "*"})


def denying_under_condition(scene: Scene) -> None:
    refers_to_by_arn(scene)
    scene.key_policy(root(), {"Effect": "Deny", "Principal": "*", "Action": ["kms:Decrypt"], "Resource": "*", "Condition": {"StringNotEquals": {"aws:PrincipalAccount": "111122223333"}}})


def old_key(scene: Scene) -> None:
    old = scene.kms.create_key(Description="old", Policy=document(root()))["KeyMetadata"]["Arn"]
    scene.kms.disable_key(KeyId=old.rpartition("/")[2])
    scene.in_stack("keys", f"  ADBS_Old:\n    arn: {old}")


def old_key_encrypted(scene: Scene) -> None:
    scene.encrypted()
    old_key(scene)


def adopt_no_alias(scene: Scene) -> None:
    scene.kms.delete_alias(AliasName=f"alias/{NAME}")
    scene.edit(
        f"      {NAME}:\n", f"      {NAME}:\n        adopt: {scene.key_arn}\n",
    )


def alias_repointed(scene: Scene) -> None:
    scene.encrypted()
    somebody_elses_alias(scene)


def alias_deleted(scene: Scene) -> None:
    scene.encrypted()
    scene.kms.delete_alias(AliasName=f"alias/{NAME}")


CASES = (
    Case("disabled", disable, (), "PRE104"),
    Case("disabled used", encrypted_and(disable), (), "PRE104"),
    Case("disabled used", encrypted_and(disable), (), "key state", command="status"),
    Case("deletion", schedule_deletion, (), "PRE104"),
    Case("deletion used", encrypted_and(schedule_deletion), (), "PRE104"),
    Case("deletion used", encrypted_and(schedule_deletion), (), "", command="status"),
    Case("alias taken", somebody_elses_alias, (), "PRE102"),
    Case("alias taken by RSA", asymmetric_key, (), "PRE102"),
    Case("description changed", other_description, (), "", ends=0),
    Case("description changed encrypted", other_description_encrypted, (), "", ends=0),
    Case("refers to RSA", refers_to_rsa, (), ""),
    Case("refers to gone", refers_to_gone, (), ""),
    Case("alias into nothing", alias_into_nothing, (), ""),
    Case("alias into nothing", alias_into_nothing, (), "", command="status"),
    Case("alias in another region", alias_in_another_region, (), ""),
    Case("endpoint elsewhere", endpoint_elsewhere, (), ""),
    Case("locked out", locked_out, (), ""),
    Case("denying", denying, (), ""),
    Case("denying managed", denying_managed, (), ""),
    Case("denying under condition", denying_under_condition, (), ""),
    Case("old key", old_key, (), ""),
    Case("old key encrypted", old_key_encrypted, (), ""),
    Case("old key encrypted", old_key_encrypted, (), "", command="status"),
    Case("adopt no alias", adopt_no_alias, (), ""),
    Case("alias repointed", alias_repointed, (), ""),
    Case("alias repointed", alias_repointed, (), "", command="status"),
    Case("alias deleted", alias_deleted, (), ""),
    Case("alias deleted", alias_deleted, (), "", command="status"),
)


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_keys(case: Case, scene: Scene, adbkms: Run) -> None:
    play(case, scene, adbkms)
