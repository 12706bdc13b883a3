"""A key of the stack is referred to by its name, so that Terraform knows the order."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.references import ALIAS_PREFIX, alias_name
from generator.diagnostics import Severity
from generator.rules.reading.encryption import databases_with_aws_key
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        by_alias = [
            (name, database.encryption.key)
            for name, database in databases_with_aws_key(loaded.stack)
            if database.encryption.key.startswith(ALIAS_PREFIX)
        ]
        if not by_alias:
            continue
        own = {ALIAS_PREFIX + alias_name(name, key): name for name, key in loaded.stack.keys.items() if not key.arn}
        for name, alias in by_alias:
            if alias in own:
                yield Finding(
                    loaded,
                    ("databases", name, "encryption", "key"),
                    f"{quoted(alias)} is a key of this stack, named as if it were none",
                    f"Write `key: {own[alias]}`, and `identify_key_by: alias` if the database is to know the alias.",
                )


RULE = Rule(
    code="KMS106",
    title="A key of the stack is referred to by its name",
    explanation="""\
`key: alias/NAME` is for a key that exists outside of the stack: it is rendered as the literal text. For Terraform the
database then has nothing to do with the key that the same stack creates; nothing keeps it from updating the database
before the key is there, and the policy's coverage of the key cannot be checked.

Write the key's name in `keys`. With `identify_key_by: alias` the database still gets the alias, as a reference.
""",
    source="https://developer.hashicorp.com/terraform/language/expressions/references",
    bad="""\
databases:
  orders:
    encryption:
      key: alias/ADBS_TestAWSKMSKey
""",
    good="""\
databases:
  orders:
    encryption:
      key: ADBS_TestAWSKMSKey
      identify_key_by: alias
""",
    check=check,
    severity=Severity.WARNING,
)
