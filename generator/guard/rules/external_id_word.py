"""A database goes on to present the external ID that its role demands."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.guard.case import Case
from generator.guard.encryption import encryption, is_aws
from generator.guard.judged_types import DATABASE
from generator.guard.rule import Finding, Rule


def check(case: Case) -> Iterator[Finding]:
    for database in case.changed(DATABASE):
        if not (is_aws(database.before) and is_aws(database.after)):
            continue
        old, new = encryption(database.before), encryption(database.after)
        before, after = old.get("external_id"), new.get("external_id")
        if before and after and before != after and old.get("arn_role") == new.get("arn_role"):
            yield Finding(
                database.address,
                f"Oracle would present another external ID to the same role: {after} instead of {before}",
                "The role's trust policy must demand the OCID that the new word stands for, or Oracle can no longer "
                "use the key. See that it does, and that this was applied before.",
            )


RULE = Rule(
    code="GRD212",
    title="A database presents another external ID to the same role",
    explanation="""\
`external_id` in the `encryption_key` block is the word for the OCID that Oracle presents when it assumes the role:
`tenant_ocid`, `compartment_ocid` or `database_ocid`. The role's trust policy has that OCID itself. If the one changes
without the other, Oracle cannot assume the role, and after two hours of grace the database is inaccessible.

Let the trust policy accept both OCIDs first, in an apply of its own; then change the word; then take the old one away.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    check=check,
    severity=Severity.WARNING,
)
