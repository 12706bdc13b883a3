"""A policy or role is created once in an account."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, Rule
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import quoted

_ONE = {"policies": "policy", "roles": "role"}
_Name = tuple[str, str, str]  # after the account and the section that it is in


def check(spec: Spec) -> Iterator[Finding]:
    first: dict[_Name, tuple[str, str]] = {}
    for loaded in spec.stacks:
        for name, (account_id, section, folded) in _names(loaded):
            stack, other = first.setdefault((account_id, section, folded), (loaded.name, name))
            if (stack, other) != (loaded.name, name):
                yield Finding(
                    loaded,
                    (section, name),
                    f"The {_ONE[section]} {quoted(name)} is there twice in the account {account_id}",
                    f"The stack {quoted(stack)} has {quoted(other)}, and IAM's names ignore case. Rename one, or "
                    "refer to the other by `arn`.",
                )


def shared(loaded: LoadedStack) -> Iterator[_Name]:
    return (folded for _, folded in _names(loaded))


def _names(loaded: LoadedStack) -> Iterator[tuple[str, _Name]]:
    """The names of what the stack manages, with what must be theirs alone."""
    account_id = loaded.stack.aws.account_id
    for section, declared in (("policies", loaded.stack.policies), ("roles", loaded.stack.roles)):
        for name, one in declared.items():
            if one.arn is None:
                yield name, (account_id, section, name.casefold())


RULE = Rule(
    code="NAM103",
    title="A policy or role is there once in an account",
    explanation="""\
The name of a policy, and that of a role, is unique in an AWS account: over all regions, whatever the path, in upper
or lower case. Two stacks of one account that both create `ADBS_AWS_Role1` cannot both be applied.

Give them different names, for instance with the stack's name in front. If both are to use one role, let one stack
create it and the other refer to it: `roles: {NAME: {arn: …}}`.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names",
    bad="""\
roles:
  adbs_aws_role1:
    policies: [ADBS_AWS_Policy1]
""",
    good="""\
roles:
  ADBS_AWS_Role2:
    policies: [ADBS_AWS_Policy1]
""",
    check=check,
    shared=shared,
)
