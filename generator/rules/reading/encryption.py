"""The databases of a stack that use a key in AWS KMS, and where that key and its role live."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.references import ORACLE_MANAGED
from generator.facts.arn import KeyArn, parse_key_arn, parse_role_arn
from generator.spec import model


def databases_with_aws_key(stack: model.Stack) -> Iterator[tuple[str, model.Database]]:
    """The databases whose `encryption.key` is anything but Oracle's own key, by name."""
    for name, database in stack.databases.items():
        if database.encryption.key != ORACLE_MANAGED:
            yield name, database


def is_created_key(stack: model.Stack, name: str) -> bool:
    """True if `name` is a key in `keys` that the stack creates."""
    declared = stack.keys.get(name)
    return declared is not None and declared.arn is None


def existing_key(stack: model.Stack, name: str) -> KeyArn | None:
    """The ARN of a key that exists already: of one in `keys` with `arn`, or the one that `name` is; None otherwise."""
    declared = stack.keys.get(name)
    return parse_key_arn((declared.arn or "") if declared else name)


def key_account(stack: model.Stack, name: str) -> str | None:
    """The account that a key is in; None for `alias/NAME` and for what is not known."""
    if is_created_key(stack, name):
        return stack.aws.account_id
    key = existing_key(stack, name)
    return key.account_id if key else None


def key_region(stack: model.Stack, name: str) -> str | None:
    """The region that a key is in; None for `alias/NAME`, which means a key of the endpoint's region."""
    if is_created_key(stack, name):
        return stack.aws.region
    key = existing_key(stack, name)
    return key.region if key else None


def role_account(stack: model.Stack, name: str) -> str | None:
    """The account that a role is in; None for what is neither in `roles` nor the ARN of a role."""
    declared = stack.roles.get(name)
    if declared is not None and declared.arn is None:
        return stack.aws.account_id
    role = parse_role_arn((declared.arn or "") if declared else name)
    return role.account_id if role else None
