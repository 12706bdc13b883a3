"""A key's administrators are of the key's account."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.facts.arn import parse_principal_arn
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        account_id = loaded.stack.aws.account_id
        for name, key in loaded.stack.keys.items():
            for index, administrator in enumerate(key.administrators):
                principal = parse_principal_arn(administrator)
                if principal and principal.account_id != account_id:
                    yield Finding(
                        loaded,
                        ("keys", name, "administrators", index),
                        f"This administrator is of the account {principal.account_id}, the key of {account_id}",
                        "AWS KMS does not let another account administer a key. Name a role of "
                        f"{account_id} that the other account may assume.",
                    )


RULE = Rule(
    code="AWS112",
    title="An administrator is of the account of the key",
    explanation="""\
AWS KMS honours permissions of another account for the use of a key only, not for its administration: a principal of
another account that may schedule the key's deletion or change its policy by the key's own policy is refused all the
same. The statement is without effect, and it reads as if it had one.

Name a role of the key's account. Who may assume that role is for its trust policy to say.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html",
    bad="""\
keys:
  ADBS_TestAWSKMSKey:
    administrators: ["arn:aws:iam::999900001111:role/KeyAdmin"]
""",
    good="""\
keys:
  ADBS_TestAWSKMSKey:
    administrators: ["arn:aws:iam::111122223333:role/KeyAdmin"]
""",
    check=check,
    severity=Severity.WARNING,
)
