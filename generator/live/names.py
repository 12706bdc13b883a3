"""What the objects of a spec are called in AWS: ARNs where the spec leads to one, aliases elsewhere."""

from __future__ import annotations

import dataclasses

from generator.configuration import references
from generator.facts.arn import parse_key_arn, parse_role_arn
from generator.facts.aws_regions import COMMERCIAL_PARTITION, endpoint_region, partition_of
from generator.live.access import AwsAccess, aws_access
from generator.live.aws.keys import Key
from generator.spec import model


def key(stack: model.Stack, name: str, encryption: model.Encryption | None = None) -> Key:
    """The question for the key that `encryption.key` or an item of a policy's `keys` names: by its ARN where the spec
    has it, or by its alias. It is asked in the key's region.

    `encryption` is that of the database which names the key; it decides what an `alias/NAME` of no key of the spec
    means.
    """
    declared = stack.keys.get(name)
    if declared is None:
        id = name
    elif arn := declared.arn or declared.adopt:
        id = arn
    else:
        id = references.ALIAS_PREFIX + references.alias_name(name, declared)
    access = aws_access(stack)
    if parsed := parse_key_arn(id):
        return Key(access.in_region(parsed.region), id)
    if declared is None and encryption is not None:
        return Key(_of_database(stack, encryption, access), id)
    return Key(access, id)


def _of_database(stack: model.Stack, encryption: model.Encryption, access: AwsAccess) -> AwsAccess:
    """Where a database finds an alias: in the account of its role, at the endpoint that it is given.
    https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html"""
    role = parse_role_arn(role_arn(stack, encryption.role or ""))
    return dataclasses.replace(
        access,
        account_id=role.account_id if role else access.account_id,
        region=endpoint_region(encryption.service_endpoint or "") or access.region,
    )


def role_arn(stack: model.Stack, name: str) -> str:
    """The ARN of a role in `roles`, or the ARN that `name` is."""
    declared = stack.roles.get(name)
    if declared is None:
        return name
    return declared.arn or f"arn:{_partition(stack)}:iam::{stack.aws.account_id}:role{declared.path}{name}"


def policy_arn(stack: model.Stack, name: str) -> str:
    """The ARN of a policy in `policies`, or the ARN that `name` is."""
    declared = stack.policies.get(name)
    if declared is None:
        return name
    return declared.arn or f"arn:{_partition(stack)}:iam::{stack.aws.account_id}:policy{declared.path}{name}"


def _partition(stack: model.Stack) -> str:
    return partition_of(stack.aws.region) or COMMERCIAL_PARTITION
