"""A role of another account cannot use a key that this stack creates, nor find a key by its alias."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.reading.encryption import databases_with_aws_key, is_created_key, key_account, role_account
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in databases_with_aws_key(loaded.stack):
            encryption = database.encryption
            of_role = role_account(loaded.stack, encryption.role or "")
            of_key = key_account(loaded.stack, encryption.key)
            if of_role is None or of_key is None or of_role == of_key:
                continue
            summary = f"The role is in the account {of_role}, the key in {of_key}"
            if is_created_key(loaded.stack, encryption.key):
                detail = (
                    f"The key that this stack creates admits its own account only. Use a role of {of_key}, or an "
                    "existing key whose policy admits the role."
                )
                yield Finding(loaded, ("databases", name, "encryption", "role"), summary, detail)
            elif encryption.identify_key_by == "alias":
                detail = f"AWS KMS looks for an alias in the role's account, {of_role}. Write `identify_key_by: arn`."
                yield Finding(loaded, ("databases", name, "encryption", "identify_key_by"), summary, detail)


RULE = Rule(
    code="AWS106",
    title="A role is in the account of its key",
    explanation="""\
A key that adbkms creates has a key policy that admits its own account. A role of another account cannot use it,
whatever its own policies say; and AWS KMS looks for an alias in the account of the role that asks, so it would not
find it either.

Let the role be one of the key's account: declare it in `roles`, and it is created there. If the role has to stay
where it is, use an existing key (`keys: {NAME: {arn: …}}`) whose policy admits it, and identify it by its ARN.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html; "
    "https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html",
    bad="""\
databases:
  orders:
    encryption:
      role: arn:aws:iam::999900001111:role/ADBS_AWS_Role1
""",
    good="""\
databases:
  orders:
    encryption:
      role: arn:aws:iam::111122223333:role/ADBS_AWS_Role1
""",
    check=check,
)
