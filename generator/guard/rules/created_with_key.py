"""No database is created with a key in AWS KMS."""

from __future__ import annotations

from collections.abc import Iterator

from generator.guard.case import Case
from generator.guard.encryption import is_aws
from generator.guard.judged_types import DATABASE
from generator.guard.rule import Finding, Rule


def check(case: Case) -> Iterator[Finding]:
    for database in case.changed(DATABASE):
        if database.is_created and is_aws(database.after):
            again = " again" if database.is_replaced else ""
            yield Finding(
                database.address,
                f"The database would be created{again} with a key in AWS KMS",
                "The service takes a database with Oracle's key only; the AWS key is selected afterwards. Leave the "
                "`encryption_key` block out of the first apply.",
            )


RULE = Rule(
    code="GRD204",
    title="A database is created with a key in AWS KMS",
    explanation="""\
An Autonomous AI Database is created with the Oracle-managed key. Only the database then knows the IAM user that
Oracle comes with, and only after that can a role trust it and a key in AWS be selected. The provider's plan does not
complain; the apply fails. When a database is replaced, the old one is gone by then.

Create it without the `encryption_key` block, then trust, then select the key.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, prerequisites",
    check=check,
)
