"""The ARNs of a stack."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from generator.spec import model
from generator.spec.nodes import Path

ARN_PREFIX = "arn:"


class Named(StrEnum):
    """What an ARN is to name at its place, in the words of messages."""

    KEY = "KMS key"
    POLICY = "IAM policy"
    ROLE = "IAM role"
    USER = "IAM user"
    PRINCIPAL = "IAM principal"


def stack_arns(stack: model.Stack) -> Iterator[tuple[Path, str, Named]]:
    """The path, the text and what it is to name, for every ARN in a stack, also where a name could stand instead."""
    if stack.aws.assume_role_arn is not None:
        yield ("aws", "assume_role_arn"), stack.aws.assume_role_arn, Named.ROLE
    yield from _keys(stack)
    yield from _policies(stack)
    yield from _roles(stack)
    for name, database in stack.databases.items():
        encryption = database.encryption
        if encryption.key.startswith(ARN_PREFIX):
            yield ("databases", name, "encryption", "key"), encryption.key, Named.KEY
        if encryption.role is not None and encryption.role.startswith(ARN_PREFIX):
            yield ("databases", name, "encryption", "role"), encryption.role, Named.ROLE


def _keys(stack: model.Stack) -> Iterator[tuple[Path, str, Named]]:
    for name, key in stack.keys.items():
        if key.arn is not None:
            yield ("keys", name, "arn"), key.arn, Named.KEY
        if key.adopt is not None:
            yield ("keys", name, "adopt"), key.adopt, Named.KEY
        for index, administrator in enumerate(key.administrators):
            yield ("keys", name, "administrators", index), administrator, Named.PRINCIPAL


def _policies(stack: model.Stack) -> Iterator[tuple[Path, str, Named]]:
    for name, policy in stack.policies.items():
        if policy.arn is not None:
            yield ("policies", name, "arn"), policy.arn, Named.POLICY
        if policy.keys != "all":
            for index, key in enumerate(policy.keys):
                if key.startswith(ARN_PREFIX):
                    yield ("policies", name, "keys", index), key, Named.KEY


def _roles(stack: model.Stack) -> Iterator[tuple[Path, str, Named]]:
    for name, role in stack.roles.items():
        if role.arn is not None:
            yield ("roles", name, "arn"), role.arn, Named.ROLE
        for index, policy in enumerate(role.policies):
            if policy.startswith(ARN_PREFIX):
                yield ("roles", name, "policies", index), policy, Named.POLICY
        if role.oracle_user_arn is not None:
            yield ("roles", name, "oracle_user_arn"), role.oracle_user_arn, Named.USER
        if role.permissions_boundary is not None:
            yield ("roles", name, "permissions_boundary"), role.permissions_boundary, Named.POLICY
