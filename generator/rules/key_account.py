"""A key of another account needs that account's consent."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.facts.arn import parse_key_arn
from generator.rules.reading.arns import Named, stack_arns
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        account_id = loaded.stack.aws.account_id
        for path, text, named in stack_arns(loaded.stack):
            is_used = named is Named.KEY and path[-1] != "adopt"  # which has a rule of its own
            key = parse_key_arn(text) if is_used else None
            if key and key.account_id != account_id:
                yield Finding(
                    loaded,
                    path,
                    f"This key is in the account {key.account_id}, the stack in {account_id}",
                    "An IAM policy alone does not reach into another account: the key's own policy there must allow "
                    f"the role, or the account {account_id}.",
                )


RULE = Rule(
    code="AWS105",
    title="A key is in the account of its stack",
    explanation="""\
Within one account an IAM policy is enough to use a key whose key policy delegates to the account. Across accounts AWS
wants both sides to agree: the IAM policy of the role *and* the policy of the key, which only the key's own account
can change. adbkms does not see that policy, so this is a warning.

Have the key's account allow the role's ARN the same actions that the IAM policy lists (`kms:DescribeKey`,
`kms:Encrypt`, `kms:Decrypt`, …) before the database selects the key. If the key should have been one of this account,
correct its ARN. A key of another account is named to AWS KMS by its ARN, never by an alias.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html",
    bad="""\
policies:
  ADBS_AWS_Policy1:
    keys:
      - ADBS_TestAWSKMSKey
      - arn:aws:kms:us-east-2:999900001111:key/1234abcd-12ab-34cd-56ef-1234567890ab
""",
    good="""\
policies:
  ADBS_AWS_Policy1:
    keys:
      - ADBS_TestAWSKMSKey
      - arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab
""",
    check=check,
    severity=Severity.WARNING,
)
