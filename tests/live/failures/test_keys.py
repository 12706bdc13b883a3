"""What can be wrong with a key, its alias and its policy."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Run

from .case import Case, encrypted_and, names, play
from .scene import ACCOUNT, DESCRIPTION, NAME, ROLE_ARN, Scene, document, root

GONE = f"arn:aws:kms:us-east-2:{ACCOUNT}:key/99999999-2222-3333-4444-555555555555"
ON_THE_ALIAS = f"payments-prod/keys/{NAME}"


def disable(scene: Scene) -> None:
    scene.kms.disable_key(KeyId=scene.key_id)


def schedule_deletion(scene: Scene) -> None:
    scene.kms.schedule_key_deletion(KeyId=scene.key_id, PendingWindowInDays=7)


def other_key_has_the_alias(scene: Scene, **settings: Any) -> None:
    scene.kms.delete_alias(AliasName=f"alias/{NAME}")
    other = scene.kms.create_key(**settings)["KeyMetadata"]["Arn"]
    scene.kms.create_alias(AliasName=f"alias/{NAME}", TargetKeyId=other)


def payroll_has_the_alias(scene: Scene) -> None:
    other_key_has_the_alias(scene, Description="Payroll")


def delete_alias(scene: Scene) -> None:
    scene.kms.delete_alias(AliasName=f"alias/{NAME}")


def describe_it_otherwise(scene: Scene) -> None:
    scene.edit(f"description: {DESCRIPTION}", "description: Orders")


def refer_to(arn: str, scene: Scene) -> None:
    """The key is an existing one."""
    scene.edit(f"        description: {DESCRIPTION}", f"        arn: {arn}")


def refer_to_signing_key(scene: Scene) -> None:
    made = scene.kms.create_key(KeySpec="RSA_2048", KeyUsage="SIGN_VERIFY", Policy=document(root()))
    refer_to(made["KeyMetadata"]["Arn"], scene)


def select_by_alias(scene: Scene) -> None:
    scene.edit(f"          key: {NAME}", "          key: alias/orders")


def alias_is_elsewhere(scene: Scene) -> None:
    select_by_alias(scene)
    frankfurt = scene.client("kms", "eu-central-1")
    frankfurt.create_alias(AliasName="alias/orders", TargetKeyId=frankfurt.create_key()["KeyMetadata"]["Arn"])


def endpoint_is_elsewhere(scene: Scene) -> None:
    scene.kms.create_alias(AliasName="alias/orders", TargetKeyId=scene.key_arn)
    endpoint = "\n          service_endpoint: kms.eu-central-1.amazonaws.com"
    scene.edit(f"          key: {NAME}", f"          key: alias/orders{endpoint}")


def without_root(scene: Scene) -> None:
    refer_to(scene.key_arn, scene)
    principal = {"AWS": f"arn:aws:iam::{ACCOUNT}:user/ann"}
    scene.key_policy({"Effect": "Allow", "Principal": principal, "Action": "kms:*", "Resource": "*"})


def deny(scene: Scene, **others: Any) -> None:
    statement = {"Effect": "Deny", "Principal": {"AWS": ROLE_ARN}, "Action": ["kms:Decrypt"], "Resource": "*"}
    scene.key_policy(root(), statement | others)


def refer_and_deny(scene: Scene, **others: Any) -> None:
    refer_to(scene.key_arn, scene)
    deny(scene, **others)


def refer_and_open(scene: Scene) -> None:
    refer_to(scene.key_arn, scene)
    scene.key_policy(root(), {"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"})


def deny_under_condition(scene: Scene) -> None:
    elsewhere = {"StringNotEquals": {"aws:SourceVpc": "vpc-1a2b3c4d"}}
    refer_and_deny(scene, Principal="*", Condition=elsewhere)


def old_key(scene: Scene) -> None:
    """A key that the database had once is disabled."""
    made = scene.kms.create_key(Policy=document(root()))["KeyMetadata"]
    scene.kms.disable_key(KeyId=made["KeyId"])
    scene.edit(f"      {NAME}:\n", f"      ADBS_Old:\n        arn: {made['Arn']}\n      {NAME}:\n")


def adopt(scene: Scene) -> None:
    scene.edit(f"      {NAME}:\n", f"      {NAME}:\n        adopt: {scene.key_arn}\n")
    delete_alias(scene)


DISABLED = f"The key {NAME} is disabled (PRE104, {ON_THE_ALIAS})"
TO_BE_DELETED = f"Failed: The key {NAME} is to be deleted on 20"
ENABLE, CANCEL = "`aws kms enable-key --key-id {key} --region us-east-2`", "`aws kms cancel-key-deletion --key-id {key}"

CASES = (
    Case("disabled", disable, 2, ("PRE104", DISABLED, f"Enable it: {ENABLE}")),
    Case("disabled while a database has it", encrypted_and(disable), 2, (DISABLED, "orders has this key now", ENABLE)),
    Case(
        "disabled while a database has it",
        encrypted_and(disable),
        2,
        ("differs: key state Disabled", f"The key that the database has is disabled: {ENABLE}"),
        "status",
    ),
    Case("to be deleted", schedule_deletion, 2, ("PRE104", TO_BE_DELETED, CANCEL, ENABLE)),
    Case(
        "to be deleted while a database has it: the first that is said",
        encrypted_and(schedule_deletion),
        2,
        (f"payments-prod {TO_BE_DELETED}", "orders has this key now, and will be inaccessible", CANCEL),
    ),
    Case(
        "to be deleted while a database has it: in the first line about it",
        encrypted_and(schedule_deletion),
        2,
        (f"{NAME} - differs: key state PendingDeletion", "with its backups would be lost", CANCEL),
        "status",
    ),
    Case(
        "an old key disabled, the database has another one",
        encrypted_and(old_key),
        2,
        ("The key ADBS_Old is disabled (PRE104", "backups and clones that were made with it need it"),
        unsaid=("orders has this key", f"{NAME} is disabled"),
    ),
    Case("an old key disabled, the database has another one", encrypted_and(old_key), 0, ("matches",), "status"),
    Case(
        "alias taken",
        payroll_has_the_alias,
        2,
        ("PRE102", f"alias/{NAME} is taken", '"Payroll" instead of', "`adopt: arn:aws:kms:", "another `alias`"),
    ),
    Case(
        "alias pointed to another key",
        encrypted_and(payroll_has_the_alias),
        2,
        (
            "PRE102",
            "the policy ADBS_AWS_Policy1 and the database orders use {key}",
            "`aws kms update-alias --alias-name alias/ADBS_TestAWSKMSKey --target-key-id {key} --region us-east-2`",
            "points it back",
        ),
    ),
    Case("alias pointed to another key", encrypted_and(payroll_has_the_alias), 2, ("differs: key", "{key}"), "status"),
    Case(
        "alias of a key for signatures",
        lambda scene: other_key_has_the_alias(scene, KeySpec="RSA_2048", KeyUsage="SIGN_VERIFY"),
        2,
        ("PRE102", 'the key spec is "RSA_2048" instead of "SYMMETRIC_DEFAULT"', "PRE105"),
    ),
    Case(
        "alias deleted",
        encrypted_and(delete_alias),
        0,
        (
            f"Warning: alias/{NAME} leads to no key, and the stack uses one that the spec does not name (PRE102",
            "the policy ADBS_AWS_Policy1 and the database orders: {key}",
            "`aws kms create-alias --alias-name alias/ADBS_TestAWSKMSKey --target-key-id {key}",
        ),
    ),
    Case(
        "alias deleted",
        encrypted_and(delete_alias),
        2,
        ("differs: key", f"wanted alias/{NAME}", "Apply the stack payments-prod"),
        "status",
    ),
    Case(
        "no failure: the next apply changes the description",
        describe_it_otherwise,
        0,
        ("Warning: The next apply changes the description", "{key}, which the policy ADBS_AWS_Policy1 uses already"),
        unsaid=("is taken: it leads",),
    ),
    Case(
        "a key for signatures",
        refer_to_signing_key,
        2,
        ("PRE105", f"The key {NAME} is RSA_2048 for SIGN_VERIFY", "select another one"),
    ),
    Case(
        "no such key", lambda scene: refer_to(GONE, scene), 2, ("PRE103", f"There is no key {GONE}", "correct the spec")
    ),
    Case(
        "an alias that leads nowhere",
        select_by_alias,
        2,
        ("PRE103", f"There is no key alias/orders in us-east-2 of the account {ACCOUNT}", "Compare"),
        unsaid=("PRE107",),
    ),
    Case(
        "an alias that leads nowhere",
        select_by_alias,
        2,
        ("AWS KMS has no alias/orders in the account and region", "whether the alias was deleted"),
        "status",
    ),
    Case("an alias of another region", alias_is_elsewhere, 2, ("PRE103", "no key alias/orders in us-east-2", "region")),
    Case(
        "a key in another region than the endpoint",
        endpoint_is_elsewhere,
        2,
        (
            f"There is no key alias/orders in eu-central-1 of the account {ACCOUNT} (PRE103",
            "An alias means a key of the region of the endpoint, kms.eu-central-1.amazonaws.com.",
        ),
    ),
    Case(
        "a key policy without the account's root",
        without_root,
        2,
        (
            "PRE108",
            f"The policy of the key {NAME} locks its account out",
            f"arn:aws:iam::{ACCOUNT}:root",
            "put-key-policy",
        ),
    ),
    Case(
        "a key policy that denies the role",
        refer_and_deny,
        2,
        ("PRE109", f"The policy of the key {NAME} denies kms:Decrypt", f"It does so to {ROLE_ARN}", "Take it out"),
    ),
    Case(
        "a Deny that the next apply takes out", deny, 0, ("PRE109", "The next apply writes the key policy without it")
    ),
    Case(
        "a Deny under conditions",
        deny_under_condition,
        0,
        ("PRE109", "to everybody", "It has conditions: see whether they are about Oracle's requests"),
    ),
    Case(
        "a key that is open to the world",
        refer_and_open,
        0,
        ("PRE111", f"Warning: The policy of the key {NAME} lets everybody in: kms:*", "every AWS account", "put-key"),
    ),
    Case(
        "a key to adopt without its alias",
        adopt,
        2,
        ("PRE106", f"The key to adopt has no alias alias/{NAME}", "`aws kms create-alias", "{key} --region us-east-2`"),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_keys(case: Case, scene: Scene, adbkms: Run) -> None:
    play(case, scene, adbkms)
