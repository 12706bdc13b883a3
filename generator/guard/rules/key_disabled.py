"""No key is disabled."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.guard.case import Case
from generator.guard.judged_types import KEYS
from generator.guard.rule import Finding, Rule


def check(case: Case) -> Iterator[Finding]:
    for key in case.changed(*KEYS):
        if not (key.change.before and key.change.after):
            continue
        for argument in ("is_enabled", "enabled"):
            if key.before.get(argument) is False:
                continue
            if key.is_unknown(argument):
                yield Finding(
                    key.address,
                    "The key could be disabled: whether it stays enabled is known only after the apply",
                    f"Give `{argument}` as a literal: a database whose key is disabled becomes inaccessible after two "
                    "hours.",
                    Severity.WARNING,
                )
            elif key.after.get(argument) is False:
                yield Finding(
                    key.address,
                    "The key would be disabled",
                    "Nobody can use a disabled key: a database that has it becomes inaccessible after two hours, and "
                    f"its backups cannot be restored. Leave `{argument}` at true.",
                )


RULE = Rule(
    code="GRD103",
    title="A key is disabled",
    explanation="""\
AWS KMS refuses every use of a disabled key. An Oracle Autonomous AI Database with that key has two hours of grace,
then it is inaccessible; a stopped one cannot start; a backup that was made with it cannot be restored.

Where the plan does not know yet whether the key stays enabled, it is a warning.

Leave the key enabled, also when no database has it selected any more.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html; Oracle, Manage Master Encryption "
    "Keys in AWS Key Management Service",
    check=check,
)
