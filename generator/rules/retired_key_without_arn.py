"""A retired key without its ARN drops out of the policies."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        if not any(policy.keys == "all" and policy.arn is None for policy in loaded.stack.policies.values()):
            continue
        for name, key in loaded.stack.keys.items():
            if key.retired and key.arn is None:
                yield Finding(
                    loaded,
                    ("keys", name, "retired"),
                    f"No policy allows the use of the retired key {quoted(name)} any more",
                    "Old backups need it. Give its `arn` as well, and the policies of all keys go on to name it.",
                )


RULE = Rule(
    code="STG106",
    title="Policies go on to allow the use of a retired key",
    explanation="""\
A policy without `keys` allows the use of all keys of the stack. A key with `retired: true` is no longer one of them,
unless the spec gives its `arn`. Without the policy Oracle cannot use the key, and backups and clones that were made
with it cannot be restored.

Give the `arn` of the key beside `retired: true`. Leave it out only if no backup and no clone needs the key any more, or
if another policy allows its use.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, notes; the grammar of the spec",
    bad="""\
policies:
  ADBS_AWS_Policy1:
    keys: all
keys:
  ADBS_Key0:
    retired: true
""",
    good="""\
policies:
  ADBS_AWS_Policy1:
    keys: all
keys:
  ADBS_Key0:
    retired: true
    arn: arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
""",
    check=check,
    severity=Severity.WARNING,
)
