"""What exists already and is taken over: `import` blocks."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration import references
from generator.configuration.identity import attachment_name
from generator.configuration.literals import quoted
from generator.configuration.terraform import Block, Expression
from generator.facts.arn import PolicyArn
from generator.facts.aws_regions import partition_of
from generator.spec import model


def import_blocks(stack: model.Stack) -> tuple[Block, ...]:
    """An `import` block for each object that is adopted. What an id looks like is in the providers' documentation of
    each resource, under "Import"."""
    objects = (*_keys(stack), *_policies(stack), *_roles(stack), *_databases(stack))
    return tuple(Block("import", (), {"to": Expression(to), "id": id}) for to, id in objects)


def adopted_policy_arn(stack: model.Stack, name: str) -> str:
    """The ARN of a policy that the stack takes over: it follows from the account, the path and the name."""
    partition = partition_of(stack.aws.region) or "aws"
    return str(PolicyArn(partition, stack.aws.account_id, stack.policies[name].path, name))


def _keys(stack: model.Stack) -> Iterator[tuple[str, str]]:
    for name, key in stack.keys.items():
        if key.adopt and references.is_created(key):
            call = references.module("key", name).source
            yield f"{call}.aws_kms_key.this", key.adopt.rpartition("/")[2]
            yield f"{call}.aws_kms_alias.this", references.ALIAS_PREFIX + references.alias_name(name, key)


def _policies(stack: model.Stack) -> Iterator[tuple[str, str]]:
    for name, policy in stack.policies.items():
        if policy.adopt and references.is_created(policy):
            yield f"{references.module('policy', name).source}.aws_iam_policy.this", adopted_policy_arn(stack, name)


def _roles(stack: model.Stack) -> Iterator[tuple[str, str]]:
    """A role with the attachments of those of its policies that exist already: they are taken to be attached."""
    for name, role in stack.roles.items():
        if not role.adopt or not references.is_created(role):
            continue
        call = references.module("role", name).source
        yield f"{call}.aws_iam_role.this", name
        for policy in role.policies:
            if arn := _existing_policy(stack, policy):
                attachment = f"aws_iam_role_policy_attachment.this[{quoted(attachment_name(policy))}]"
                yield f"{call}.{attachment}", f"{name}/{arn}"


def _existing_policy(stack: model.Stack, name: str) -> str | None:
    """The ARN of a policy that is there before the apply; None for one that the stack creates."""
    declared = stack.policies.get(name)
    if declared is None or declared.arn:
        return declared.arn if declared else name
    return adopted_policy_arn(stack, name) if declared.adopt else None


def _databases(stack: model.Stack) -> Iterator[tuple[str, str]]:
    for name, database in stack.databases.items():
        if database.adopt and database.ocid:
            yield references.database(name), database.ocid
