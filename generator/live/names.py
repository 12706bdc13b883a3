"""What the objects of a spec are called in AWS: ARNs where the spec leads to one, aliases elsewhere."""

from __future__ import annotations

from generator.configuration import references
from generator.facts.arn import parse_key_arn
from generator.facts.aws_regions import COMMERCIAL_PARTITION, partition_of
from generator.live.access import aws_access
from generator.live.aws.keys import Key
from generator.spec import model


def key(stack: model.Stack, name: str) -> Key:
    """The question for the key that `encryption.key` or an item of a policy's `keys` names: by its ARN where the spec
    has it, or by its alias. It is asked in the key's region."""
    declared = stack.keys.get(name)
    if declared is None:
        id = name
    elif arn := declared.arn or declared.adopt:
        id = arn
    else:
        id = references.ALIAS_PREFIX + references.alias_name(name, declared)
    parsed = parse_key_arn(id)
    access = aws_access(stack)
    return Key(access.in_region(parsed.region) if parsed else access, id)


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
