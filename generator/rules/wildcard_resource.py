"""A policy names every key."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.arn import parse_alias_arn, parse_key_arn
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, policy in loaded.stack.policies.items():
            for index, key in enumerate(() if policy.keys == "all" else policy.keys):
                is_pattern = "*" in key or "?" in key
                is_arn = key.startswith("arn:") and key not in loaded.stack.keys
                if is_pattern or (is_arn and not parse_key_arn(key) and not parse_alias_arn(key)):
                    yield Finding(
                        loaded,
                        ("policies", name, "keys", index),
                        f"{quoted(key)} is {'a pattern, not a key' if is_pattern else 'not the ARN of a key'}",
                        "List the keys by name or ARN, or write `keys: all` for all keys of the stack.",
                    )


RULE = Rule(
    code="KMS110",
    title="A policy names each key",
    explanation="""\
A policy for `*` or `…:key/*` lets Oracle use every key of the account that delegates to IAM, also those of other
applications, and those that will be created later. Scanners such as checkov refuse it, for good reason.

Name the keys. `keys: all`, which is the default, means the keys of this stack, and each of them is listed in the
policy by its ARN.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/iam-policies-best-practices.html",
    bad="""\
policies:
  ADBS_AWS_Policy1:
    keys: [ADBS_TestAWSKMSKey, "arn:aws:kms:us-east-2:111122223333:key/*"]
""",
    good="""\
policies:
  ADBS_AWS_Policy1:
    keys: all
""",
    check=check,
)
