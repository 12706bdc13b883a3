"""An action in a policy is one of AWS KMS."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.kms_actions import nearest, unknown
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec

_PREFIX = "kms:"


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, policy in loaded.stack.policies.items():
            for index, action in enumerate(policy.actions if isinstance(policy.actions, list) else ()):
                if unknown(action):
                    yield Finding(
                        loaded,
                        ("policies", name, "actions", index),
                        f'AWS KMS has no action "{action}"',
                        _detail(action),
                    )


def _detail(action: str) -> str:
    service, colon, _ = action.partition(":")
    if colon and service.lower() != "kms":
        return "A policy here is for the use of keys, by actions that begin with kms:. Remove it."
    near = nearest(action)
    if near:
        return f"Did you mean {near}?"
    return "Write `actions: key-user` for AWS's own list of what the users of a key need."


RULE = Rule(
    code="KMS111",
    title="Actions are those of AWS KMS",
    explanation="""\
IAM accepts any text as an action and ignores what it does not know: a misspelled action allows nothing, and only the
database notices. Actions are those of AWS KMS, with their prefix: `kms:Decrypt`. There is no `kms:ReEncrypt`: it
takes `kms:ReEncryptFrom` on one key and `kms:ReEncryptTo` on the other, or both as `kms:ReEncrypt*`.

What other services the role may use does not belong here; Oracle needs none.
""",
    source="https://docs.aws.amazon.com/service-authorization/latest/reference/list_kms.html",
    bad="""\
policies:
  ADBS_AWS_Policy1:
    actions: ["kms:DescribeKey", "kms:Encrypt", "kms:Decypt"]
""",
    good="""\
policies:
  ADBS_AWS_Policy1:
    actions: ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"]
""",
    check=check,
)
