"""Imported key material does not expire."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from generator.diagnostics import Severity
from generator.guard.case import Case
from generator.guard.judged_types import KEYS
from generator.guard.plan import ResourceChange
from generator.guard.rule import Finding, Rule

_UNTIL = "valid_to"


def check(case: Case) -> Iterator[Finding]:
    for key in case.changed(*KEYS):
        if key.change.after is None:
            continue
        before, after = key.before.get(_UNTIL), key.after.get(_UNTIL)
        is_certain = not key.is_unknown(_UNTIL)
        if is_certain and (not after or not _is_sooner(before, after)):
            continue
        yield Finding(
            key.address,
            f"The key's material would expire at {after}" if is_certain else "The key's material could expire",
            "AWS KMS deletes the material then, and the key is useless until the same material is imported again. "
            f"Leave `{_UNTIL}` out: the material then stays until you delete it.",
            None if is_certain and _stays(key) else Severity.WARNING,
        )


def _is_sooner(before: object, after: object) -> bool:
    old, new = _time(before), _time(after)
    return before != after if old is None or new is None else new < old


def _time(value: object) -> float | None:
    try:
        return datetime.fromisoformat(str(value)).timestamp()
    except (ValueError, OverflowError):
        return None


def _stays(key: ResourceChange) -> bool:
    return bool(key.change.before) and not key.is_created


RULE = Rule(
    code="GRD107",
    title="A key's imported material expires, or sooner than before",
    explanation="""\
The material of an `aws_kms_external_key` comes from you, and with `valid_to` it expires: AWS KMS then deletes it, and
every use of the key fails until the very same material is imported again. A database with that key is inaccessible
two hours later, and its backups cannot be restored. For a key that exists it is an error to set the time or to bring
it forward; for a new key, and for a time that the plan does not know yet, a warning.

Leave `valid_to` out. To make it later is fine.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-import-key-material.html"
    "#importing-keys-expiration",
    check=check,
)
