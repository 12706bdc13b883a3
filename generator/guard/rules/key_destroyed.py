"""No KMS key is destroyed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.guard.case import Case
from generator.guard.judged_types import KEYS
from generator.guard.rule import Finding, Rule


def check(case: Case) -> Iterator[Finding]:
    for key in case.changed(*KEYS):
        if key.is_destroyed:
            yield Finding(
                key.address,
                f"The key would be {key.what_happens}",
                "AWS would delete it when its waiting period ends, and every database, backup and clone that needs it "
                "is lost. Keep the key, and only select another one. If it was renamed, say so in a `moved` block; to "
                "let go of it, use `removed { lifecycle { destroy = false } }`.",
            )


RULE = Rule(
    code="GRD101",
    title="A key is destroyed or replaced",
    explanation="""\
To Terraform, destroying an `aws_kms_key` means to schedule its deletion. From that moment nobody can use the key;
after the waiting period, 7 to 30 days, it is gone for good. Replacing one means the same for the old key. A database
with that key becomes inaccessible after two hours, and old backups and clones need the key that they were made with
for as long as they live.

An old key is never destroyed, only no longer selected. If the key has another address now, say so with a `moved`
block (`renamed_from` in a spec). To let go of it, use a `removed` block with `destroy = false` (`retired: true`).
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html; Oracle, Manage Master Encryption "
    "Keys in AWS Key Management Service",
    check=check,
)
