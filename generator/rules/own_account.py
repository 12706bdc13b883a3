"""What is attached to a role lives in the role's own account."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.arn import parse_policy_arn, parse_role_arn
from generator.rules.rule import Finding, Rule
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import Path


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        stack = loaded.stack
        provider_role = parse_role_arn(stack.aws.assume_role_arn or "")
        if provider_role and provider_role.account_id != stack.aws.account_id:
            yield Finding(
                loaded,
                ("aws", "assume_role_arn"),
                f"This role leads to the account {provider_role.account_id}",
                f"The stack is of {stack.aws.account_id}, and its provider accepts no other account. Give a role of "
                f"{stack.aws.account_id}, or correct `account_id`.",
            )
        for name, role in stack.roles.items():
            if role.arn is not None:
                continue
            for index, policy in enumerate(role.policies):
                declared = stack.policies.get(policy)
                arn = (declared.arn or "") if declared else policy
                yield from _attached(loaded, ("roles", name, "policies", index), arn)
            yield from _attached(loaded, ("roles", name, "permissions_boundary"), role.permissions_boundary or "")


def _attached(loaded: LoadedStack, path: Path, arn: str) -> Iterator[Finding]:
    policy = parse_policy_arn(arn)
    account_id = loaded.stack.aws.account_id
    if policy and not policy.is_aws_managed and policy.account_id != account_id:
        yield Finding(
            loaded,
            path,
            f"This policy is in the account {policy.account_id}, the role in {account_id}",
            f"IAM attaches only policies of the role's own account and AWS's. Give one of {account_id}.",
        )


RULE = Rule(
    code="AWS104",
    title="A role and its policies are in one account",
    explanation="""\
IAM attaches a policy or a permissions boundary to a role only if it is in the role's own account, or one that AWS
manages (`arn:aws:iam::aws:policy/…`). The roles of a stack are created in `aws.account_id`, and its provider is
pinned to that account: with `assume_role_arn` in another one Terraform stops before it does anything.

Give policies of the stack's account, or correct `aws.account_id`. What is in another account belongs into another
stack.
""",
    source="https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html; "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html; "
    "https://registry.terraform.io/providers/hashicorp/aws/latest/docs#allowed_account_ids-1",
    bad="""\
roles:
  ADBS_AWS_Role1:
    permissions_boundary: arn:aws:iam::999900001111:policy/Boundary
""",
    good="""\
roles:
  ADBS_AWS_Role1:
    permissions_boundary: arn:aws:iam::111122223333:policy/Boundary
""",
    check=check,
)
