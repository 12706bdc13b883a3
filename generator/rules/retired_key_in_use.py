"""A key that the stack has let go of is not used by name."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        stack = loaded.stack
        for name, database in stack.databases.items():
            key = stack.keys.get(database.encryption.key)
            if key and key.retired:
                yield Finding(
                    loaded,
                    ("databases", name, "encryption", "key"),
                    f"The database {quoted(name)} selects a retired key",
                    "Select another key first, render and apply; then retire this one.",
                )
        for name, policy in stack.policies.items():
            for index, one in enumerate(() if policy.keys == "all" else policy.keys):
                key = stack.keys.get(one)
                if key and key.retired and key.arn is None:
                    yield Finding(
                        loaded,
                        ("policies", name, "keys", index),
                        f"The policy {quoted(name)} names a retired key whose ARN is not known",
                        "Give the key's `arn` beside `retired: true`: `terraform output` printed it as long as the "
                        "stack had the key.",
                    )


RULE = Rule(
    code="STG105",
    title="A retired key is not used by name",
    explanation="""\
With `retired: true` the stack lets go of a key: a `removed` block has Terraform forget it, and nothing of it is
rendered any more. So a database cannot select it, and a policy that names it needs its ARN.

Select another key first and apply that, and retire the old one in a second step. Give the `arn` of the retired key:
the policies then go on to allow its use, which the backups that were made with it need.
""",
    source="https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources",
    bad="""\
keys:
  ADBS_TestAWSKMSKey:
    retired: true
    arn: arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
""",
    good="""\
keys:
  ADBS_Key0:
    retired: true
    arn: arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
""",
    check=check,
)
